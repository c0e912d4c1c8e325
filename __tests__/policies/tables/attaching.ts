import { callOfRole } from "../contexts";
import { absent, Delivery } from "../derivation";
import {
  accounts,
  bucketArn,
  DeliveryDestination,
  deliveryDestinations,
  role,
  stranger,
} from "../organization-under-test";

const { logArchive, payments } = accounts;

const deployment = "OrganizationLoggingDeployment";

/** Made by Route 53 in the name of whoever makes a query log configuration. */
const resolverCheck: Delivery = {
  sentence: "Route 53 lists the bucket in the name of a member's deployment role",
  page: "Route53/latest/DeveloperGuide/resolver-query-logs-choosing-target-resource.html",
  request: {
    policy: "bucket logs",
    principal: role(payments, deployment),
    identity: "everything",
    action: "s3:ListBucket",
    resource: bucketArn("logs"),
    context: { ...callOfRole(payments, deployment), "aws:ViaAWSService": "true" },
  },
  refused: {
    "aws:PrincipalOrgID": [stranger.organizationId, absent],
    "aws:PrincipalArn": [role(payments, "Administrator"), role(payments, `${deployment}-2`)],
    "aws:ViaAWSService": ["false", absent],
    action: ["s3:ListBucketVersions"],
    resource: [bucketArn("trail")],
  },
};

export const deliveryDestinationArn = (name: string, region: string) =>
  `arn:aws:logs:${region}:${logArchive}:delivery-destination:${name}`;

const attaches = (name: DeliveryDestination, region: string): Delivery => ({
  sentence: `a member attaches a delivery to the ${name} destination of ${region}`,
  page: "AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-V2-S3.html",
  request: {
    policy: `delivery destination ${name} ${region}`,
    principal: role(payments, deployment),
    identity: "everything",
    action: "logs:CreateDelivery",
    resource: deliveryDestinationArn(`example-logs-${name}`, region),
    context: callOfRole(payments, deployment),
  },
  refused: {
    "aws:PrincipalOrgID": [stranger.organizationId, absent],
    action: ["logs:DeleteDeliveryDestination", "logs:PutDeliveryDestinationPolicy"],
    resource: [deliveryDestinationArn("another", region), deliveryDestinationArn(`example-logs-${name}`, "ap-south-1")],
  },
});

/** What those who attach logs to the archive may do with it. */
export const attaching: readonly Delivery[] = [
  resolverCheck,
  ...(Object.entries(deliveryDestinations) as [DeliveryDestination, readonly string[]][]).flatMap(([name, places]) =>
    places.map((region) => attaches(name, region)),
  ),
];
