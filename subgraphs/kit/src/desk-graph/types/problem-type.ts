import { registerEnumType } from "type-graphql";
import { DESK_PROBLEM_CODES } from "../../vocabulary/problem.js";
import { objectType } from "./desk-type.js";

const codes = Object.keys(DESK_PROBLEM_CODES);
const DeskProblemCodeEnum = Object.fromEntries(codes.map((code) => [code, code]));
registerEnumType(DeskProblemCodeEnum, {
  name: "DeskProblemCode",
  description: "What can be wrong with what is asked of the desk.",
  valuesConfig: Object.fromEntries(
    Object.entries(DESK_PROBLEM_CODES).map(([code, description]) => [code, { description }]),
  ),
});

export const DeskProblem = objectType("DeskProblem", "One thing that is wrong, or worth a second look.", {
  field: {
    type: () => String,
    required: true,
    description: "Where: a path into the input, such as title.NL or links.0.id; empty: the whole of it.",
  },
  code: { type: () => DeskProblemCodeEnum, required: true, description: "What it is, for programs." },
  message: { type: () => String, required: true, description: "What was expected and what came." },
  mend: { type: () => String, required: true, description: "How to mend it." },
});
