import { Annotations, IAspect } from "cdktf";
import { IConstruct } from "constructs";
import { statementsOf } from "./statements";

/**
 * A statement that allows every principal has a condition, and so has one in an identity policy that allows every
 * resource. In a key policy `*` means the key itself.
 */
export const wildcardsAreConditioned: IAspect = {
  visit(node: IConstruct) {
    for (const { sid, effect, principals, resources, condition } of statementsOf(node)) {
      const conditioned = Array.isArray(condition) && condition.length > 0;
      if (effect !== "Allow" || conditioned) continue;
      const everybody = Array.isArray(principals) && principals.some(({ identifiers }) => identifiers.includes("*"));
      const everything = !principals && (resources ?? []).includes("*");
      if (everybody || everything) {
        const what = everybody ? "every principal" : "every resource";
        Annotations.of(node).addError(`statement ${sid} allows ${what} without a condition: add one, or name them`);
      }
    }
  },
};
