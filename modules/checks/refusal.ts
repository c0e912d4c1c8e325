import { Annotations } from "cdktf";
import { Construct, IConstruct } from "constructs";
import { Problem, problemText, Remedy } from "./problem";
import { SizedThing, sizeLimits } from "./size-limits";

const metadataType = "problem";

/**
 * Refuses the configuration, for what only the finished construct can show. Synthesis fails, and `refusals` has the
 * problem.
 */
export function refuse(construct: Construct, problem: Problem): void {
  Annotations.of(construct).addError(problemText(problem));
  construct.node.addMetadata(metadataType, problem);
}

/**
 * Refuses what is larger than AWS takes it.
 * @param size - in the unit of its limit
 * @throws Error where the organization file has no part in it, and so there is no remedy
 */
export function refuseLarger(construct: Construct, thing: SizedThing, size: number, remedy: Remedy | undefined): void {
  const { what, limit, unit } = sizeLimits[thing];
  if (size <= limit) return;
  const found = `${what}, ${construct.node.path}, of ${size} ${unit}, of which ${limit} fit`;
  if (!remedy) throw new Error(found);
  refuse(construct, { ...remedy, found });
}

/** Every problem for which something below `root` was refused, in the order of the tree. */
export const refusals = (root: IConstruct): Problem[] =>
  root.node
    .findAll()
    .flatMap(({ node }) => node.metadata.filter(({ type }) => type === metadataType))
    .map(({ data }) => data as Problem);
