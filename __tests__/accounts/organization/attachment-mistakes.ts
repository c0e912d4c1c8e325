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
const senders = (...allowedCidrBlocks: string[]) => sources({ syslogRelays: [{ ...relay, allowedCidrBlocks }] });

/** What may not be written of sources that are attached to something of an account's own. */
export const attachmentMistakes: readonly Mistake[] = [
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
    mistake: "senders from everywhere",
    change: senders("0.0.0.0/0"),
    path: "sources.syslogRelays[0].allowedCidrBlocks[0]",
    found: /"0\.0\.0\.0\/0"/,
    write: /an IPv4 range of \/8 or narrower/,
  },
  {
    mistake: "senders from half of everywhere",
    change: senders("0.0.0.0/1", "128.0.0.0/1"),
    path: "sources.syslogRelays[0].allowedCidrBlocks[1]",
    found: /"128\.0\.0\.0\/1"/,
    write: /an IPv4 range of \/8 or narrower/,
  },
  {
    mistake: "a range that begins at a host",
    change: senders("10.20.30.40/12"),
    path: "sources.syslogRelays[0].allowedCidrBlocks[0]",
    found: /"10\.20\.30\.40\/12", an address within its range/,
    write: /^10\.16\.0\.0\/12, where that range begins, or 10\.20\.30\.40\/32$/,
  },
  {
    mistake: "a range within another",
    change: senders("192.168.7.0/24", "10.0.0.0/8", "192.168.0.0/16"),
    path: "sources.syslogRelays[0].allowedCidrBlocks[0]",
    found: /within sources\.syslogRelays\[0\]\.allowedCidrBlocks\[2\]/,
    write: /the wider range has it/,
  },
  {
    mistake: "a range with a zero before a number, which some read as octal",
    change: senders("010.0.0.0/8"),
    path: "sources.syslogRelays[0].allowedCidrBlocks[0]",
    found: /"010\.0\.0\.0\/8"/,
    write: /an IPv4 range/,
  },
  {
    mistake: "two subnets that are one",
    change: sources({ syslogRelays: [{ ...relay, subnetIds: Array(2).fill(relay.subnetIds[0]) }] }),
    path: "sources.syslogRelays[0].subnetIds[1]",
    found: /as in sources\.syslogRelays\[0\]\.subnetIds\[0\]/,
    write: /each of them once/,
  },
  ...["us-east-1:444444444444", "eu-west-1:555555555555"].map((place) => ({
    mistake: `a mirror's target in ${place}`,
    change: sources({
      trafficMirrors: [
        { ...mirror, target: `arn:aws:elasticloadbalancing:${place}:loadbalancer/net/x/50dc6c495c0c9188` },
      ],
    }),
    path: "sources.trafficMirrors[0].target",
    found: /loadbalancer\/net\/x/,
    write: /a load balancer of account 444444444444 in eu-west-1/,
  })),
  {
    mistake: "sessions that end before they can be idle",
    change: sources({ sessions: { idleTimeoutMinutes: 30, maximumMinutes: 20 } }),
    path: "sources.sessions.idleTimeoutMinutes",
    found: /30, when every session has ended/,
    write: /at most sources\.sessions\.maximumMinutes, 20/,
  },
  {
    mistake: "a traffic mirror whose target is among its own sources",
    change: sources({ trafficMirrors: [{ ...mirror, networkInterfaceIds: [mirror.target] }] }),
    path: "sources.trafficMirrors[0].target",
    found: /"eni-0a1b2c3d4e5f60718", one of the interfaces that are mirrored/,
    write: /an interface that packets are only sent to/,
  },
  {
    mistake: "an interface in two traffic mirrors",
    change: sources({ trafficMirrors: [mirror, { ...mirror, name: "forensics" }] }),
    path: "sources.trafficMirrors[1].networkInterfaceIds[0]",
    found: /as in sources\.trafficMirrors\[0\]\.networkInterfaceIds\[0\]/,
    write: /each of them once/,
  },
];
