import type { IamStatement } from "./rendering";

const variable = /\$\{[^}]*\}/g;
const expressions = new Map<string, RegExp>();

function expressionOf(pattern: string): RegExp {
  const known = expressions.get(pattern);
  if (known) return known;
  const literals = pattern.replace(variable, "*").split("*");
  const made = new RegExp(`^${literals.map((literal) => literal.replace(/[^\w/-]/g, "\\$&")).join(".*")}$`);
  expressions.set(pattern, made);
  return made;
}

/** Whether a pattern is that of a resource, where its variables may have any value. */
export const mayName = (pattern: string, resource: string) => expressionOf(pattern).test(resource);

/** Whether a pattern is that of a resource, whatever the request. */
export const surelyNames = (pattern: string, resource: string) =>
  pattern.search(variable) < 0 && mayName(pattern, resource);

/** Whether a statement may have something to say about a resource. */
export const mayConcern = ({ Resource, NotResource = [] }: IamStatement, resource: string): boolean =>
  Resource
    ? Resource.some((pattern) => mayName(pattern, resource))
    : !NotResource.some((pattern) => surelyNames(pattern, resource));
