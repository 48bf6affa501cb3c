#!/usr/bin/env node
import "../dist/sdl/main.js";
