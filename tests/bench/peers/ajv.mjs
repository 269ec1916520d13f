// Ten equivalent rules as a JSON Schema: `not: {pattern}` for each, all errors reported.
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv";

const patterns = JSON.parse(readFileSync(new URL("patterns.json", import.meta.url), "utf8"));
const schema = {
  type: "object",
  properties: { content: { type: "string", allOf: Object.values(patterns).map((pattern) => ({ not: { pattern } })) } },
};
const validate = new Ajv({ allErrors: true }).compile(schema);

function* contents(path) {
  if (statSync(path).isDirectory()) {
    for (const name of readdirSync(path, { recursive: true })) {
      if (name.endsWith(".sms")) yield { content: readFileSync(join(path, name), "utf8").split("---\n").pop() };
    }
  } else {
    for (const line of readFileSync(path, "utf8").split("\n")) if (line) yield JSON.parse(line);
  }
}

let index = 0;
for (const row of contents(process.argv[2])) {
  if (!validate(row)) for (const error of validate.errors) console.log(`${index}: ${error.schemaPath}`);
  index += 1;
}
