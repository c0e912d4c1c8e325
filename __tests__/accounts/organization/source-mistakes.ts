import { edit, Mistake } from "./mistakes";

const relay = {
  name: "data-centre",
  account: "444444444444",
  region: "eu-west-1",
  vpcId: "vpc-0a1b2c3d4e5f60718",
  subnetIds: ["subnet-0a1b2c3d4e5f60718", "subnet-1a1b2c3d4e5f60718"],
  certificateArn: "arn:aws:acm:eu-west-1:444444444444:certificate/12345678-1234",
  allowedCidrBlocks: ["10.0.0.0/8"],
};
const mirror = {
  name: "inspection",
  account: "444444444444",
  region: "eu-west-1",
  target: "eni-0a1b2c3d4e5f60718",
  networkInterfaceIds: ["eni-1a1b2c3d4e5f60718"],
};

const sources = (value: unknown) => edit("sources", value);

/** What may not be written under `sources`. */
export const sourceMistakes: readonly Mistake[] = [
  {
    mistake: "an unknown source",
    change: sources({ vpcFlowLog: { enabled: false } }),
    path: "sources.vpcFlowLog",
    found: /unknown key/,
    write: /remove it/,
  },
  {
    mistake: "a source that is neither on nor off",
    change: sources({ inventory: { enabled: "no" } }),
    path: "sources.inventory.enabled",
    found: /"no"/,
    write: /true or false/,
  },
  {
    mistake: "a source in a Region that is not governed",
    change: sources({ vpcFlowLogs: { regions: ["eu-west-1", "ap-south-1"] } }),
    path: "sources.vpcFlowLogs.regions[1]",
    found: /"ap-south-1"/,
    write: /one of regions\.governed \(eu-west-1, eu-central-1, us-east-1\), or add it there/,
  },
  {
    mistake: "a source in the same Region twice",
    change: sources({ sessions: { regions: ["eu-west-1", "eu-west-1"] } }),
    path: "sources.sessions.regions[1]",
    found: /as in sources\.sessions\.regions\[0\]/,
    write: /each Region once/,
  },
  {
    mistake: "a source in no Region",
    change: sources({ inventory: { regions: [] } }),
    path: "sources.inventory.regions",
    found: /\[\]/,
    write: /at least one Region, or enabled: false/,
  },
  {
    mistake: "a malformed ARN",
    change: sources({ webAcls: { resources: ["arn:aws:wafv2:eu-west-1:444444444444:webacl/shop"] } }),
    path: "sources.webAcls.resources[0]",
    found: /webacl\/shop/,
    write: /an ARN such as arn:aws:wafv2:/,
  },
  {
    mistake: "resources that are neither discovered nor listed",
    change: sources({ loadBalancers: { resources: "all" } }),
    path: "sources.loadBalancers.resources",
    found: /"all"/,
    write: /discovered, or a list of ARNs/,
  },
  {
    mistake: "an ARN of an unknown account",
    change: sources({ cloudFront: { resources: ["arn:aws:cloudfront::666666666666:distribution/E1A2B3"] } }),
    path: "sources.cloudFront.resources[0]",
    found: /of account 666666666666/,
    write: /an ARN of one of the accounts in this file/,
  },
  {
    mistake: "an excepted ARN of an unknown account",
    change: sources({ networkFirewalls: { except: ["arn:aws:network-firewall:eu-west-1:666666666666:firewall/a"] } }),
    path: "sources.networkFirewalls.except[0]",
    found: /of account 666666666666/,
    write: /an ARN of one of the accounts/,
  },
  {
    mistake: "an ARN of a Region that is not governed",
    change: sources({
      loadBalancers: {
        resources: ["arn:aws:elasticloadbalancing:ap-south-1:444444444444:loadbalancer/app/shop/50dc6c495c0c9188"],
      },
    }),
    path: "sources.loadBalancers.resources[0]",
    found: /of ap-south-1/,
    write: /an ARN of one of regions\.governed/,
  },
  {
    mistake: "an ARN outside the Regions of its source",
    change: sources({
      webAcls: {
        regions: ["eu-west-1"],
        resources: ["arn:aws:wafv2:us-east-1:444444444444:global/webacl/site/a1b2c3d4"],
      },
    }),
    path: "sources.webAcls.resources[0]",
    found: /outside sources\.webAcls\.regions/,
    write: /an ARN of eu-west-1, or add its Region to sources\.webAcls\.regions/,
  },
  {
    mistake: "a directory that is not one",
    change: sources({ directories: { resources: ["d-1234567890"] } }),
    path: "sources.directories.resources[0]",
    found: /"d-1234567890"/,
    write: /an ARN such as arn:aws:ds:/,
  },
  {
    mistake: "data events of a bucket of the archive",
    change: sources({ dataEvents: { s3: ["arn:aws:s3:::example-logs-logs-222222222222-eu-west-1"] } }),
    path: "sources.dataEvents.s3[0]",
    found: /a bucket of the archive/,
    write: /another bucket/,
  },
  {
    mistake: "data events of a folder of the archive",
    change: sources({ dataEvents: { s3: ["arn:aws:s3:::example-logs-trail-222222222222-eu-west-1/cloudtrail/"] } }),
    path: "sources.dataEvents.s3[0]",
    found: /a bucket of the archive/,
    write: /cause the next ones/,
  },
  {
    mistake: "data events of a pattern",
    change: sources({ dataEvents: { s3: ["arn:aws:s3:::customer-*"] } }),
    path: "sources.dataEvents.s3[0]",
    found: /customer-\*/,
    write: /an ARN such as/,
  },
  {
    mistake: "data events of a function of an unknown account",
    change: sources({ dataEvents: { lambda: ["arn:aws:lambda:eu-west-1:666666666666:function:a"] } }),
    path: "sources.dataEvents.lambda[0]",
    found: /of account 666666666666/,
    write: /an ARN of one of the accounts/,
  },
  {
    mistake: "rules of AWS Config without AWS Config",
    change: sources({ config: { enabled: false } }),
    path: "sources.loggingGaps.enabled",
    found: /true, the default/,
    write: /false: its rules are evaluated by AWS Config/,
  },
  {
    mistake: "rules of AWS Config where it does not record",
    change: sources({ config: { regions: ["eu-west-1"] }, loggingGaps: { regions: ["us-east-1"] } }),
    path: "sources.loggingGaps.regions[0]",
    found: /"us-east-1"/,
    write: /a Region in which sources\.config records \(eu-west-1\)/,
  },
  {
    mistake: "instances by two tags",
    change: sources({ operatingSystems: { instances: { team: ["a"], stage: ["b"] } } }),
    path: "sources.operatingSystems.instances",
    found: /team/,
    write: /State Manager selects by one tag/,
  },
  {
    mistake: "a header that no request has",
    change: sources({ webAcls: { redactedHeaders: ["Authorization: Bearer"] } }),
    path: "sources.webAcls.redactedHeaders[0]",
    found: /Bearer/,
    write: /name of a header in lower case/,
  },
  {
    mistake: "a relay in an unknown account",
    change: sources({ syslogRelays: [{ ...relay, account: "666666666666" }] }),
    path: "sources.syslogRelays[0].account",
    found: /"666666666666"/,
    write: /one of the accounts in this file/,
  },
  {
    mistake: "a relay in the management account",
    change: sources({ syslogRelays: [{ ...relay, account: "111111111111" }] }),
    path: "sources.syslogRelays[0].account",
    found: /the management account/,
    write: /another account/,
  },
  {
    mistake: "a relay in a Region that is not governed",
    change: sources({ syslogRelays: [{ ...relay, region: "ap-south-1" }] }),
    path: "sources.syslogRelays[0].region",
    found: /"ap-south-1"/,
    write: /one of regions\.governed/,
  },
  {
    mistake: "a relay with the certificate of another Region",
    change: sources({ syslogRelays: [{ ...relay, region: "us-east-1" }] }),
    path: "sources.syslogRelays[0].certificateArn",
    found: /acm:eu-west-1/,
    write: /a certificate of account 444444444444 in us-east-1/,
  },
  {
    mistake: "a relay in a single subnet",
    change: sources({ syslogRelays: [{ ...relay, subnetIds: relay.subnetIds.slice(1) }] }),
    path: "sources.syslogRelays[0].subnetIds",
    found: /subnet-1a1b/,
    write: /at least two Availability Zones/,
  },
  {
    mistake: "a mirror in a Region that is not governed",
    change: sources({ trafficMirrors: [{ ...mirror, region: "ap-south-1" }] }),
    path: "sources.trafficMirrors[0].region",
    found: /"ap-south-1"/,
    write: /one of regions\.governed/,
  },
  {
    mistake: "two attachments of the same name",
    change: sources({ syslogRelays: [{ ...relay, name: "inspection" }], trafficMirrors: [mirror] }),
    path: "sources.trafficMirrors[0].name",
    found: /as in sources\.syslogRelays\[0\]\.name/,
    write: /a name of its own/,
  },
  {
    mistake: "a target that is none",
    change: sources({ trafficMirrors: [{ ...mirror, target: "i-0a1b2c3d" }] }),
    path: "sources.trafficMirrors[0].target",
    found: /"i-0a1b2c3d"/,
    write: /ARN of a Network Load Balancer, or the id of a network interface/,
  },
  {
    mistake: "cost data of a GovCloud organization",
    change: (draft) => {
      edit("regions", { home: "us-gov-west-1", vault: "us-gov-east-1", governed: ["us-gov-west-1"] })(draft);
      edit("sources", { costAndUsage: { enabled: true } })(draft);
    },
    path: "sources.costAndUsage",
    found: /an export in GovCloud/,
    write: /the commercial account/,
  },
  {
    mistake: "log groups that are kept for less than a year",
    change: edit("logGroups", { retentionDays: 90 }),
    path: "logGroups.retentionDays",
    found: /90/,
    write: /one of 365, 400, 545, 731/,
  },
];
