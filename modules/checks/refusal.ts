import { Annotations } from "cdktf";
import { Construct, IConstruct } from "constructs";
import { Problem, Remedy } from "./problem";

const metadataType = "problem";

/** A problem as the person who wrote the file reads it, in lines of their own. */
export const problemText = ({ path, found, write }: Problem): string =>
  `  ${path}\n    found: ${found}\n    write: ${write}`;

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

/** Refuses what is longer than AWS takes. */
export function refuseLonger(construct: Construct, { what, length, limit }: Sized, { path, write }: Remedy): void {
  if (length > limit)
    refuse(construct, { path, found: `${what} of ${length} characters, of which ${limit} fit`, write });
}

/** Every problem for which something below `root` was refused, in the order of the tree. */
export const refusals = (root: IConstruct): Problem[] =>
  root.node
    .findAll()
    .flatMap(({ node }) => node.metadata.filter(({ type }) => type === metadataType))
    .map(({ data }) => data as Problem);
