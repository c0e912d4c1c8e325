import { Organization } from "../../accounts/organization/organization";
import { organization } from "./organizations";

const payments = "444444444444";

/** Tells people, endpoints, channels and buses of what each wants to know. */
function everyTarget(draft: Organization): void {
  (draft as { alerts: unknown }).alerts = {
    emails: ["security@example.com", { address: "night.watch@example.com", severities: ["high"] }],
    webhooks: [
      "https://events.example.com/integration/0a1b2c3d/enqueue",
      { url: "https://alerts.example.com/v1/json/amazonsns?apiKey=0a1b2c3d", severities: ["high", "medium"] },
    ],
    chat: [
      { slackWorkspace: "T0123456789", slackChannel: "C0123456789", severities: ["high", "medium"] },
      {
        teamsTenant: "0a1b2c3d-0000-4000-8000-444455556666",
        teamsTeam: "1a1b2c3d-0000-4000-8000-444455556666",
        teamsChannel: "19%3Ab6ef35dc342d56ba5654e6fc6d25a071%40thread.tacv2",
        severities: ["high"],
      },
    ],
    eventBuses: ["arn:aws:events:eu-central-1:777777777777:event-bus/siem"],
    runbooks: "https://wiki.example.com/runbooks/",
  };
}

/** Uses every source, the optional ones too, lists resources of every kind that can be listed, and tells everybody. */
export function everySource(draft: Organization): void {
  everyTarget(draft);
  draft.detection.guardDuty.malwareScans = [
    {
      name: "uploads",
      account: payments,
      region: "eu-west-1",
      bucket: "customer-uploads",
      prefixes: ["incoming/"],
      kmsKeyArn: `arn:aws:kms:eu-west-1:${payments}:key/0a1b2c3d-4e5f-4678-abcd-ef0123456789`,
      tagObjects: true,
    },
  ];
  (draft as { sources: unknown }).sources = {
    loadBalancers: {
      except: [`arn:aws:elasticloadbalancing:eu-west-1:${payments}:loadbalancer/app/own/50dc6c495c0c9188`],
    },
    vpcFlowLogs: { except: ["vpc-0a1b2c3d4e5f60718"] },
    transitGatewayFlowLogs: { except: ["tgw-0a1b2c3d4e5f60718"] },
    resolverQueryLogs: { except: ["vpc-0a1b2c3d4e5f60718"] },
    cloudFront: { resources: [`arn:aws:cloudfront::${payments}:distribution/E1A2B3C4D5`] },
    webAcls: { resources: [`arn:aws:wafv2:us-east-1:${payments}:global/webacl/site/a1b2c3d4`] },
    networkFirewalls: { resources: [`arn:aws:network-firewall:eu-west-1:${payments}:firewall/egress`] },
    publicZoneQueryLogs: { except: ["Z0123456789ABCDEFGHIJ"] },
    logGroupRetention: { neverExpire: "limit" },
    dataEvents: {
      s3: ["arn:aws:s3:::customer-data", "arn:aws:s3:::customer-archive/cards/"],
      lambda: [`arn:aws:lambda:eu-west-1:${payments}:function:checkout`],
    },
    loggingGaps: { remediate: true },
    directories: { resources: [`arn:aws:ds:eu-west-1:${payments}:directory/d-1234567890`] },
    operatingSystems: { instances: { tag: "team", values: ["payments"] } },
    costAndUsage: { enabled: true },
    syslogRelays: [
      {
        name: "data-centre",
        account: payments,
        region: "eu-west-1",
        vpcId: "vpc-0a1b2c3d4e5f60718",
        subnetIds: ["subnet-0a1b2c3d4e5f60718", "subnet-1a1b2c3d4e5f60718"],
        certificateArn: `arn:aws:acm:eu-west-1:${payments}:certificate/12345678-1234-1234-1234-123456789012`,
        allowedCidrBlocks: ["10.0.0.0/8"],
      },
    ],
    trafficMirrors: [
      {
        name: "inspection",
        account: payments,
        region: "eu-west-1",
        target: `arn:aws:elasticloadbalancing:eu-west-1:${payments}:loadbalancer/net/inspection/50dc6c495c0c9188`,
        networkInterfaceIds: ["eni-0a1b2c3d4e5f60718", "eni-1a1b2c3d4e5f60718"],
      },
    ],
  };
}

/** As small as it gets, where the number of Regions and accounts is not the point. */
function oneOfEach(draft: Organization): void {
  draft.regions.governed = [draft.regions.home];
  draft.accounts.workloads = draft.accounts.workloads.slice(0, 1);
}

/** Organizations that between them exercise every backend, every transport mode and every source. */
export const variants: Readonly<Record<string, Organization>> = {
  example: organization(),
  "every source": organization(everySource),
  "s3 backend": organization((draft) => {
    oneOfEach(draft);
    draft.sources.config.recorder = "control-tower";
    draft.backend = {
      type: "s3",
      bucket: "acme-terraform-state",
      region: "eu-west-1",
      kmsKeyArn: "arn:aws:kms:eu-west-1:111111111111:key/0a1b2c3d-4e5f-4678-abcd-ef0123456789",
    };
  }),
  "cloud backend": organization((draft) => {
    oneOfEach(draft);
    draft.backend = { type: "cloud", organization: "acme", project: "security-logging" };
    Object.assign(draft.sources, {
      vpcFlowLogs: { localCopy: { enabled: false } },
      loadBalancers: { healthChecks: false },
    });
    draft.detection.cloudTrailAdministrator = { enabled: true };
    draft.guardRails.centralRootAccess = true;
    draft.guardRails.aiOptOut = true;
    draft.securityContact = {
      name: "Security",
      title: "Security team",
      email: "security@example.com",
      phone: "+44-20-7946-0000",
    };
    draft.accountDefaults = {
      bucketPublicAccess: "elsewhere",
      ebsEncryption: "elsewhere",
      passwordPolicy: "elsewhere",
      instanceMetadata: "organization",
      snapshotPublicAccess: "organization",
      imagePublicAccess: "organization",
    };
  }),
  "firehose transport": organization((draft) => {
    draft.transport = { mode: "firehose" };
  }),
  "centralization transport": organization((draft) => {
    draft.transport = { mode: "centralization" };
  }),
  GovCloud: organization((draft) => {
    draft.regions = {
      home: "us-gov-west-1",
      vault: "us-gov-east-1",
      governed: ["us-gov-west-1", "us-gov-east-1"],
      retired: [],
    };
    draft.readers = draft.readers.map((reader) => ({
      ...reader,
      principals: reader.principals.map((arn) => arn.replace("arn:aws:", "arn:aws-us-gov:")),
    }));
  }),
};
