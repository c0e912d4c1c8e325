import { Testing } from "cdktf";
import { LoadBalancerLogs } from "../../modules/sources/load-balancer-logs";
import { resources, Stack } from "../support/synthesized";

const region = "eu-west-1";

test.each([
  [true, ["ALB_ACCESS_LOGS", "ALB_CONNECTION_LOGS", "ALB_HEALTH_CHECK_LOGS"]],
  [false, ["ALB_ACCESS_LOGS", "ALB_CONNECTION_LOGS"]],
])(
  "Application Load Balancers log requests and connections, and health checks if wanted: %s",
  (healthChecks, expected) => {
    const stack = JSON.parse(
      Testing.synthScope(
        (scope) =>
          void new LoadBalancerLogs(scope, "s", {
            regions: [region],
            healthChecks,
            namePrefix: "acme",
            destinationArns: { [region]: "arn:destination" },
            resources: { [region]: [`arn:aws:elasticloadbalancing:${region}:444444444444:loadbalancer/app/shop/50dc`] },
          }),
      ),
    ) as Stack;
    const types = Object.values(resources(stack, "aws_cloudwatch_log_delivery_source")).map((each) => each.log_type);
    expect(types.sort()).toEqual(expected);
  },
);
