import { actingFor, namingKey, ownerFullControl } from "../contexts";
import { absent, aclMatters, Delivery, organizationMatters, Refused } from "../derivation";
import { accounts, Bucket, bucketArn, home, keyArn, object, regions } from "../organization-under-test";

const { logArchive, payments, website } = accounts;
const day = "2026/11/22";

const page = "AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-S3.html";
const transitGatewayPage = "vpc/latest/tgw/flow-logs-s3.html";
const principal = "delivery.logs.amazonaws.com";

const deliverySource = (region: string) =>
  actingFor(payments, `arn:aws:logs:${region}:${payments}:delivery-source:payments`);

const onlyLogs: Refused = { "aws:SourceArn": [`arn:aws:sns:${home}:${payments}:alerts`, absent] };

/** `folder` is what the service calls itself in its keys, which differs from our prefix. */
const writes = (sentence: string, bucket: Bucket, prefix: string, folder: string, region: string = home): Delivery => {
  const key = (account: string) => object(bucket, `${prefix}/AWSLogs/${account}/${folder}/${region}/${day}/a.log.gz`);
  return {
    sentence: `the log delivery service writes ${sentence}`,
    page,
    request: {
      policy: `bucket ${bucket}`,
      principal,
      action: "s3:PutObject",
      resource: key(payments),
      context: { ...deliverySource(region), ...ownerFullControl },
    },
    refused: {
      ...organizationMatters,
      ...aclMatters,
      ...onlyLogs,
      "aws:SourceAccount": [website, absent],
      resource: [
        key(website),
        key("aws-account-id=" + website),
        object(bucket, `AWSLogs/${payments}/${folder}/a.log.gz`),
      ],
    },
  };
};

/** The same with Hive-compatible partitions. */
const writesPartitions = (sentence: string, bucket: Bucket, prefix: string, service: string): Delivery => {
  const native = writes(`${sentence} in Hive-compatible partitions`, bucket, prefix, service);
  const partitions = `aws-service=${service}/aws-region=${home}/year=2026/month=11/day=22/a.log.parquet`;
  return {
    ...native,
    request: {
      ...native.request,
      resource: object(bucket, `${prefix}/AWSLogs/aws-account-id=${payments}/${partitions}`),
    },
  };
};

/** The same in folders that the delivery says itself. */
const writesPlainly = (sentence: string, bucket: Bucket, prefix: string): Delivery => {
  const native = writes(`${sentence} in folders of its own`, bucket, prefix, "");
  const key = (account: string) => object(bucket, `${prefix}/${account}/E1A2B3C4D5/2026/11/22/10/a.gz`);
  return {
    ...native,
    request: { ...native.request, resource: key(payments) },
    refused: { ...native.refused, resource: [key(website), object(bucket, `vpcflow/${payments}/a.gz`)] },
  };
};

const checks = (bucket: Bucket): Delivery[] =>
  ["s3:GetBucketAcl", "s3:ListBucket"].map((action) => ({
    sentence: `the log delivery service checks the ${bucket} bucket with ${action}`,
    page,
    request: {
      policy: `bucket ${bucket}`,
      principal,
      action,
      resource: bucketArn(bucket),
      context: deliverySource(home),
    },
    refused: { ...organizationMatters, ...onlyLogs },
  }));

const usesKey = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncryptFrom", "kms:GenerateDataKey", "kms:DescribeKey"].map(
  (action): Delivery => ({
    sentence: `the log delivery service uses the key of its buckets with ${action}`,
    page,
    request: {
      policy: "key archive",
      principal,
      action,
      resource: keyArn("archive"),
      context: deliverySource(home),
    },
    refused: { ...organizationMatters, ...onlyLogs },
  }),
);

const withBucketKey = (delivery: Delivery): Delivery => ({
  ...delivery,
  sentence: `${delivery.sentence}, naming the bucket's key`,
  request: { ...delivery.request, context: { ...delivery.request.context, ...namingKey(keyArn("archive")) } },
});

/** Everything that arrives through `delivery.logs.amazonaws.com`. */
const logDelivery: Delivery[] = [
  ...checks("logs"),
  ...checks("waf"),
  ...checks("elb"),
  writes("VPC flow logs", "logs", "vpcflow", "vpcflowlogs"),
  writesPartitions("VPC flow logs", "logs", "vpcflow", "vpcflowlogs"),
  withBucketKey(writes("VPC flow logs", "logs", "vpcflow", "vpcflowlogs")),
  // They call themselves what flow logs of VPCs do.
  { ...writes("Transit Gateway flow logs", "logs", "tgwflow", "vpcflowlogs"), page: transitGatewayPage },
  { ...writesPartitions("Transit Gateway flow logs", "logs", "tgwflow", "vpcflowlogs"), page: transitGatewayPage },
  writes("Resolver query logs", "logs", "dns", "vpcdnsquerylogs/vpc-0a1b2c3d"),
  writesPartitions("Resolver query logs", "logs", "dns", "vpcdnsquerylogs"),
  writes("Network Firewall alerts", "logs", "network-firewall", "network-firewall/alert"),
  writesPartitions("Network Firewall alerts", "logs", "network-firewall", "network-firewall"),
  writes("load balancer logs as a configured delivery", "elb", "load-balancing", "elasticloadbalancing"),
  writesPartitions("load balancer logs as a configured delivery", "elb", "load-balancing", "elasticloadbalancing"),
  writes("CloudFront standard logs", "logs", "cloudfront", "CloudFront", "us-east-1"),
  writesPartitions("CloudFront standard logs", "logs", "cloudfront", "CloudFront"),
  writesPlainly("CloudFront standard logs", "logs", "cloudfront"),
  writes("WAF logs", "waf", "waf", "WAFLogs"),
  writesPartitions("WAF logs", "waf", "waf", "WAFLogs"),
  withBucketKey(writes("WAF logs", "waf", "waf", "WAFLogs")),
  writes("Network Load Balancer logs", "elb", "nlb", "elasticloadbalancing"),
  writes("Network Load Balancer logs of Frankfurt", "elb eu-central-1", "nlb", "elasticloadbalancing", "eu-central-1"),
  writes("Network Load Balancer logs of Virginia", "elb us-east-1", "nlb", "elasticloadbalancing", "us-east-1"),
  ...usesKey,
];

const loadBalancerTypes = {
  alb: "Application Load Balancer access logs",
  "alb-connections": "Application Load Balancer connection logs",
  "alb-health-checks": "Application Load Balancer health check logs",
  clb: "Classic Load Balancer access logs",
} as const;

const elbBucket = (region: string): Bucket => (region === home ? "elb" : (`elb ${region}` as Bucket));

const loadBalancer = (region: string, kind = "loadbalancer/app/shop/50dc6c495c0c9188") =>
  `arn:aws:elasticloadbalancing:${region}:${payments}:${kind}`;

const loadBalancing: Delivery[] = regions.flatMap((region) =>
  Object.entries(loadBalancerTypes).map(([prefix, name]): Delivery => {
    const bucket = elbBucket(region);
    const file = `AWSLogs/${payments}/elasticloadbalancing/${region}/${day}/a.log.gz`;
    return {
      sentence: `Elastic Load Balancing writes ${name} of ${region}`,
      page: "elasticloadbalancing/latest/application/enable-access-logging.html",
      request: {
        policy: `bucket ${bucket}`,
        principal: "logdelivery.elasticloadbalancing.amazonaws.com",
        action: "s3:PutObject",
        resource: object(bucket, `${prefix}/${file}`),
        context: actingFor(payments, loadBalancer(region)),
      },
      refused: {
        ...organizationMatters,
        "aws:SourceArn": [
          loadBalancer("ap-south-1"),
          loadBalancer(region, "targetgroup/shop/73e2d6bc24d8a067"),
          absent,
        ],
        resource: [object(bucket, file), object(bucket, `nlb/${file}`)],
      },
    };
  }),
);

/** Bucket of server access logs -> the buckets of its Region that are logged there, and below which folder. */
const accessLogged: readonly (readonly [Bucket, string, string, readonly Bucket[]])[] = [
  ["access", home, "s3-access", ["trail", "logs", "waf", "elb"]],
  ["access", home, "vault-access", ["home vault"]],
  ["access eu-central-1", "eu-central-1", "s3-access", ["elb eu-central-1"]],
  ["access eu-central-1", "eu-central-1", "vault-access", ["vault"]],
  ["access us-east-1", "us-east-1", "s3-access", ["elb us-east-1"]],
];

const serverAccess: Delivery[] = accessLogged.flatMap(([bucket, region, folder, sources]) =>
  sources.map((source): Delivery => {
    const file = `${logArchive}/${region}/bucket/${day}/2026-11-22-00-00-00-A`;
    return {
      sentence: `S3 writes the access logs of the ${source} bucket`,
      page: "AmazonS3/latest/userguide/enable-server-access-logging.html",
      request: {
        policy: `bucket ${bucket}`,
        principal: "logging.s3.amazonaws.com",
        action: "s3:PutObject",
        resource: object(bucket, `${folder}/${file}`),
        context: actingFor(logArchive, bucketArn(source)),
      },
      refused: {
        "aws:SourceAccount": [payments, absent],
        "aws:SourceArn": ["arn:aws:s3:::a-bucket-of-somebody-else", bucketArn(bucket), absent],
        resource: [
          object(bucket, file),
          object(bucket, `${folder === "s3-access" ? "vault-access" : "s3-access"}/${file}`),
        ],
      },
    };
  }),
);

/** Logs of the network: flows, queries, requests, and who opened the archive's own buckets. */
export const vendedLogs: readonly Delivery[] = [...logDelivery, ...loadBalancing, ...serverAccess];
