import { useForm } from "../form/form-context.js";
import { AddressOrFile } from "./address-or-file.js";
import { DateControl } from "./date.js";
import { LinkControl } from "./link.js";
import { ListControl, ObjectControl } from "./object.js";
import {
  BooleanControl,
  ChoiceControl,
  ChoicesControl,
  type ControlProps,
  LineControl,
  LinesControl,
} from "./plain.js";
import { TextControl } from "./text.js";

/** The control for a field, by what the record model says of it: no field is known here by its name. */
export function FieldControl(props: ControlProps) {
  const { field } = props;
  const { model, filesOf } = useForm();
  if (field.many) {
    if (field.choices.length > 0) return <ChoicesControl {...props} />;
    return model.objects.has(field.type) ? <ListControl {...props} /> : <LinesControl {...props} />;
  }
  if (field.type === "Text") return <TextControl {...props} />;
  if (field.type === "FuzzyDate") return <DateControl {...props} />;
  if (field.type === "Link") return <LinkControl {...props} />;
  if (model.objects.has(field.type)) return <ObjectControl {...props} />;
  if (field.file && filesOf !== undefined) {
    return <AddressOrFile {...props} file={field.file} recommendation={filesOf} />;
  }
  if (field.type === "Boolean") return <BooleanControl {...props} />;
  return field.choices.length > 0 ? <ChoiceControl {...props} /> : <LineControl {...props} />;
}
