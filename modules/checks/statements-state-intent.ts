import { Annotations, IAspect } from "cdktf";
import { IConstruct } from "constructs";
import { statementsOf } from "./statements";

/** Every policy statement has a `sid` in PascalCase that says what it is for. */
export const statementsStateIntent: IAspect = {
  visit(node: IConstruct) {
    for (const { sid } of statementsOf(node)) {
      if (!/^([A-Z][a-z0-9]+){2,}$/.test(sid ?? "")) {
        Annotations.of(node).addError(
          `sid ${JSON.stringify(sid)} does not state an intent: write it as AllowConfigToWrite`,
        );
      }
    }
  },
};
