import { Annotations } from "cdktf";
import { Construct, IConstruct } from "constructs";
import { Problem, problemText, Remedy } from "./problem";

const metadataType = "problem";

/**
 * Refuses the configuration, for what only the finished construct can show. Synthesis fails, and `refusals` has the
 * problem.
 */
export function refuse(construct: Construct, problem: Problem): void {
  Annotations.of(construct).addError(problemText(problem));
  construct.node.addMetadata(metadataType, problem);
}

/** What has a size that AWS limits. */
export interface Sized {
  /** E.g. `a policy record`. */
  readonly what: string;
  /** Characters it has. */
  readonly length: number;
  /** Characters that AWS takes. */
  readonly limit: number;
}

/**
 * Refuses what is longer than AWS takes.
 * @throws Error where the organization file has no part in it, and so there is no remedy
 */
export function refuseLonger(construct: Construct, { what, length, limit }: Sized, remedy: Remedy | undefined): void {
  if (length <= limit) return;
  const found = `${what} of ${length} characters, of which ${limit} fit`;
  if (!remedy) throw new Error(`${construct.node.path}: ${found}`);
  refuse(construct, { ...remedy, found });
}

/** Every problem for which something below `root` was refused, in the order of the tree. */
export const refusals = (root: IConstruct): Problem[] =>
  root.node
    .findAll()
    .flatMap(({ node }) => node.metadata.filter(({ type }) => type === metadataType))
    .map(({ data }) => data as Problem);
