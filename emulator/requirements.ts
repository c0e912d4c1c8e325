import { missingAwsCli } from "./aws-cli";
import { missingChromium } from "./chromium";
import { preparePython } from "./python";
import { findToolchain, Toolchain } from "./toolchain";

/** What something here needs beside Node. */
export type Need = "Terraform" | "Python" | "AWS CLI" | "Chromium";

const missing: Readonly<Record<Need, () => string | undefined>> = {
  Terraform: () => {
    const toolchain = findToolchain();
    return typeof toolchain === "string" ? toolchain : undefined;
  },
  Python: () => {
    const python = preparePython();
    return typeof python === "string" ? python : undefined;
  },
  "AWS CLI": missingAwsCli,
  Chromium: missingChromium,
};

/** Everything of it that the machine lacks, each as one sentence that says how to get it. */
export const lacking = (needs: readonly Need[]): string[] =>
  needs.map((need) => missing[need]()).filter((reason) => reason !== undefined);

/** @throws Error with everything that is lacking */
export function toolchainWith(needs: readonly Need[]): Toolchain {
  const reasons = lacking(needs.filter((need) => need !== "Terraform"));
  const toolchain = findToolchain();
  if (typeof toolchain !== "string" && reasons.length === 0) return toolchain;
  throw new Error([...(typeof toolchain === "string" ? [toolchain] : []), ...reasons].join("\n"));
}
