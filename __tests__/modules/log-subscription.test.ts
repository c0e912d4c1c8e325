import { Testing } from "cdktf";
import { LogSubscription } from "../../modules/transport/log-subscription";

const build = (excludedLogGroups: string[], checkedOn: Record<string, string> = { "eu-west-1": "/quiet" }) =>
  Testing.synthScope(
    (scope) =>
      void new LogSubscription(scope, "subscription", {
        policyName: "p",
        roleName: "r",
        partition: "aws",
        accountId: "444444444444",
        targetArns: { "eu-west-1": "arn:aws:logs:eu-west-1:222222222222:destination:d" },
        checkedOn,
        permissions: [{ sid: "ForwardOwnLogEvents", actions: ["logs:PutLogEvents"], resources: ["*"] }],
        excludedLogGroups,
      }),
  );

describe("log subscription", () => {
  test("spreads events over the shards and forwards all of them", () => {
    expect(build(["/a", "/b"])).toContain('\\"FilterPattern\\" = \\"\\", \\"Distribution\\" = \\"Random\\"');
  });

  test("refuses a Region in which its role cannot be tried", () => {
    expect(() => build(["/a"], {})).toThrow(/has no log group in eu-west-1 to try its role on/);
  });

  test("refuses more exclusions than CloudWatch Logs accepts", () => {
    const long = Array.from({ length: 100 }, (_, index) => `/group-${index}`.padEnd(300, "x"));
    expect(() => build(long)).toThrow(/exceed 25600 bytes: exclude fewer/);
  });
});
