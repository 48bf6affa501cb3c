throw new Error("Expected a file of the build; it is not there.");
