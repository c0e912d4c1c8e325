import { AccessanalyzerAnalyzer } from "@cdktf/provider-aws/lib/accessanalyzer-analyzer";
import { Construct } from "constructs";

export interface AccessAnalyzersProps {
  /** Begins the names of the analyzers. */
  readonly namePrefix: string;
  readonly homeRegion: string;
  readonly regions: readonly string[];
  /** Days after which access that nobody used is a finding. */
  readonly unusedAccessDays: number;
}

/**
 * Whatever an account shares beyond the organization is a finding, in every given Region; so is access that nobody uses.
 *
 * Belongs to the delegated administrator: the organization is the zone of trust. Unused access is a matter of IAM, which
 * is global, and is paid for per role and user, so that one Region analyzes it.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-getting-started.html
 */
export class AccessAnalyzers extends Construct {
  constructor(scope: Construct, id: string, props: AccessAnalyzersProps) {
    super(scope, id);
    for (const region of props.regions) {
      new AccessanalyzerAnalyzer(this, `external-access-${region}`, {
        region,
        analyzerName: `${props.namePrefix}-external-access`,
        type: "ORGANIZATION",
      });
    }
    new AccessanalyzerAnalyzer(this, "unused-access", {
      region: props.homeRegion,
      analyzerName: `${props.namePrefix}-unused-access`,
      type: "ORGANIZATION_UNUSED_ACCESS",
      configuration: { unusedAccess: { unusedAccessAge: props.unusedAccessDays } },
    });
  }
}
