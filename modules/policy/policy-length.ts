import { Statement } from "./statement";

const oneOrMany = (values: readonly string[] | undefined) => (values?.length === 1 ? values[0] : values);

const conditions = (block: NonNullable<Statement["conditions"]>) =>
  Object.fromEntries(
    Object.entries(block).map(([test, keys]) => [
      test,
      Object.fromEntries(Object.entries(keys).map(([key, values]) => [key, oneOrMany([values].flat())])),
    ]),
  );

const principal = (principals: NonNullable<Statement["principals"]>) => {
  if (principals === "*") return "*";
  return "services" in principals ? { Service: oneOrMany(principals.services) } : { AWS: oneOrMany(principals.aws) };
};

/** The longest thing that only AWS knows when it is made, an ARN of a key, has about this many characters. */
const lengthOfToken = 86;

const token = /\$\{TfToken\[\w+(\.\w+)*\]\}/g;

/**
 * Characters of a policy as Terraform renders it, for the limits that AWS sets.
 * @param indent - spaces that each level is indented by, `0` for a policy without white space
 */
export const policyLength = (statements: readonly Statement[], indent = 0): number =>
  JSON.stringify(
    {
      Version: "2012-10-17",
      Statement: statements.map((statement) => ({
        Sid: statement.sid,
        Effect: statement.effect ?? "Allow",
        Action: oneOrMany(statement.actions),
        NotAction: oneOrMany(statement.notActions),
        Resource: oneOrMany(statement.resources),
        NotResource: oneOrMany(statement.notResources),
        Principal: statement.principals && principal(statement.principals),
        Condition: statement.conditions && conditions(statement.conditions),
      })),
    },
    null,
    indent,
  ).replace(token, "x".repeat(lengthOfToken)).length;
