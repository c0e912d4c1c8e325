import { stringify } from "yaml";

export interface SyslogRelayCloudConfigProps {
  readonly logGroupName: string;
  /** TCP port on which rsyslog listens with TLS. */
  readonly port: number;
  /** Days the certificate that an instance makes for itself is valid; longer than an instance lives. */
  readonly certificateValidityDays: number;
}

interface CloudConfigFile {
  readonly path: string;
  /** Octal mode, in quotes as cloud-init wants it. */
  readonly permissions: "0644" | "0755";
  readonly content: string;
}

/**
 * What the relay needs of cloud-init, which does it in this order.
 * @see https://cloudinit.readthedocs.io/en/latest/reference/modules.html
 */
export interface CloudConfig {
  readonly write_files: readonly CloudConfigFile[];
  readonly packages: readonly string[];
  /** Commands as argument vectors, so that no shell reads them. */
  readonly runcmd: readonly (readonly string[])[];
}

/** Size in GiB at which the file of messages is rotated; what outgrows two such files before it is shipped is lost. */
const fileGib = 4;

/** The file that is written, its predecessor, and one the agent still reads although it was replaced. */
const files = 3;

/** What may wait to be written. */
const queueGib = 2;

/** Amazon Linux, its journal, and the agent's own log. */
const systemGib = 12;

/** Size of a volume that never fills, because everything on it is limited. */
export const volumeGib = files * fileGib + queueGib + systemGib;

const paths = {
  rsyslog: "/etc/syslog-relay/rsyslog.conf",
  agent: "/etc/syslog-relay/cloudwatch-agent.json",
  tls: "/etc/syslog-relay/tls",
  rotate: "/usr/local/libexec/syslog-relay-rotate",
  folders: "/etc/tmpfiles.d/syslog-relay.conf",
  unit: "/etc/systemd/system/rsyslog.service.d/syslog-relay.conf",
  logs: "/var/log/syslog-relay",
  messages: "/var/log/syslog-relay/messages.json",
  queue: "/var/spool/syslog-relay",
} as const;

const certificate = `${paths.tls}/certificate.pem`;
const privateKey = `${paths.tls}/key.pem`;

/**
 * The whole configuration of rsyslog: it replaces the distribution's, so that nothing else is read or written.
 *
 * Every message becomes one JSON object per line, unchanged, beside the address it came from. There is one file per
 * instance instead of one per sender: the agent ships only the latest file that a wildcard matches, and senders, whose
 * certificates nobody checks, could fill a disk with files. An output channel is the only size limit that rsyslog
 * enforces itself, at every write, in the release that Amazon Linux has.
 */
const rsyslogConfiguration = (port: number) => `\
global(
  workDirectory="${paths.queue}"
  maxMessageSize="64k"
  net.enableDNS="off"
  defaultNetstreamDriver="ossl"
  defaultNetstreamDriverCAFile="${certificate}"
  defaultNetstreamDriverCertFile="${certificate}"
  defaultNetstreamDriverKeyFile="${privateKey}"
)

module(
  load="imtcp"
  maxSessions="10000"
  keepAlive="on"
  streamDriver.name="ossl"
  streamDriver.mode="1"
  streamDriver.authMode="anon"
  gnutlsPriorityString="MinProtocol=TLSv1.2"
)

template(name="relayed" type="list") {
  constant(value="{")
  property(outname="received" name="timegenerated" dateFormat="rfc3339" format="jsonf")
  constant(value=", ")
  property(outname="sender" name="fromhost-ip" format="jsonf")
  constant(value=", ")
  property(outname="message" name="rawmsg" format="jsonf")
  constant(value="}\\n")
}

$outchannel messages,${paths.messages},${fileGib * 1024 ** 3},${paths.rotate}

ruleset(
  name="relay"
  queue.type="LinkedList"
  queue.size="10000"
  queue.filename="relay"
  queue.maxDiskSpace="${queueGib}g"
  queue.saveOnShutdown="on"
) {
  :omfile:$messages;relayed
}

input(type="imtcp" port="${port}" ruleset="relay")
`;

/**
 * The agent ships the file to one stream per instance.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-Agent-Configuration-File-Details.html
 */
const agentConfiguration = (logGroupName: string) => ({
  agent: { run_as_user: "cwagent" },
  logs: {
    logs_collected: {
      files: {
        collect_list: [
          { file_path: paths.messages, log_group_name: logGroupName, log_stream_name: "{instance_id}/syslog" },
        ],
      },
    },
  },
});

const rotateScript = `\
#!/bin/sh
exec mv --force ${paths.messages} ${paths.messages}.1
`;

/** New files inherit the group of their folder, which lets the agent, and nobody else, read them. */
const folders = `\
d ${paths.tls} 0700 root root -
d ${paths.logs} 2750 root cwagent -
d ${paths.queue} 0700 root root -
`;

/** Where the agent cannot be started rsyslog is not, so that no message is received that would not be shipped. */
const unit = `\
[Unit]
Requires=amazon-cloudwatch-agent.service
After=amazon-cloudwatch-agent.service

[Service]
ExecStart=
ExecStart=/usr/sbin/rsyslogd -n -f ${paths.rsyslog}
UMask=0027
Restart=always
`;

const makeCertificate = (validityDays: number) => [
  ...["openssl", "req", "-x509", "-noenc", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"],
  ...["-days", `${validityDays}`, "-subj", "/CN=syslog-relay", "-keyout", privateKey, "-out", certificate],
];

/**
 * How an Amazon Linux 2023 instance becomes a syslog relay. It starts to listen last, so that an instance on which any
 * earlier step failed is never healthy.
 *
 * Amazon Linux 2023 has rsyslog's OpenSSL driver and not the GnuTLS one. Its release of rsyslog is reported to loop on
 * some TLS connections; what it meets here is the load balancer's TLS, not the senders'.
 * @see https://github.com/amazonlinux/amazon-linux-2023/issues/384
 * @see https://github.com/amazonlinux/amazon-linux-2023/issues/845
 */
export const syslogRelayCloudConfig = (props: SyslogRelayCloudConfigProps): CloudConfig => ({
  write_files: [
    { path: paths.rsyslog, permissions: "0644", content: rsyslogConfiguration(props.port) },
    {
      path: paths.agent,
      permissions: "0644",
      content: JSON.stringify(agentConfiguration(props.logGroupName), undefined, 2),
    },
    { path: paths.rotate, permissions: "0755", content: rotateScript },
    { path: paths.folders, permissions: "0644", content: folders },
    { path: paths.unit, permissions: "0644", content: unit },
  ],
  packages: ["amazon-cloudwatch-agent", "openssl", "rsyslog", "rsyslog-openssl"],
  runcmd: [
    ["systemctl", "mask", "--now", "sshd.service"],
    ["systemd-tmpfiles", "--create", paths.folders],
    makeCertificate(props.certificateValidityDays),
    [
      ...["/opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl", "-a", "fetch-config", "-m", "ec2"],
      ...["-s", "-c", `file:${paths.agent}`],
    ],
    ["systemctl", "daemon-reload"],
    ["systemctl", "enable", "rsyslog.service"],
    ["systemctl", "restart", "rsyslog.service"],
  ],
});

/** User data as cloud-init reads it: YAML under a first line that says so. */
export const renderCloudConfig = (config: CloudConfig): string =>
  `#cloud-config\n${stringify(config, { lineWidth: 0 })}`;
