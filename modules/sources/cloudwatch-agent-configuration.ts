/** The log groups of a Region; their names are the same in every Region. */
export interface OperatingSystemLogGroups {
  /** What the operating system and its installation say. */
  readonly system: { readonly name: string };
  /** Who logged on, what was audited, and what Systems Manager did. */
  readonly security: { readonly name: string };
  readonly application: { readonly name: string };
}

type Kind = keyof OperatingSystemLogGroups;

interface Channel {
  readonly kind: Kind;
  /** Last part of the stream's name, `INSTANCE_ID/CHANNEL`; unique within a platform. */
  readonly channel: string;
}

interface LogFile extends Channel {
  readonly path: string;
}

interface EventLog extends Channel {
  readonly event: string;
}

/** A distribution has some of them; the agent waits for the others. */
const linuxFiles: readonly LogFile[] = [
  { kind: "system", channel: "messages", path: "/var/log/messages" },
  { kind: "system", channel: "syslog", path: "/var/log/syslog" },
  { kind: "system", channel: "cloud-init", path: "/var/log/cloud-init.log" },
  { kind: "system", channel: "cloud-init-output", path: "/var/log/cloud-init-output.log" },
  { kind: "security", channel: "secure", path: "/var/log/secure" },
  { kind: "security", channel: "auth", path: "/var/log/auth.log" },
  { kind: "security", channel: "audit", path: "/var/log/audit/audit.log" },
  { kind: "security", channel: "ssm-agent", path: "/var/log/amazon/ssm/amazon-ssm-agent.log" },
];

const windowsFiles: readonly LogFile[] = [
  { kind: "security", channel: "ssm-agent", path: "C:\\ProgramData\\Amazon\\SSM\\Logs\\amazon-ssm-agent.log" },
];

const windowsEvents: readonly EventLog[] = [
  { kind: "system", channel: "system", event: "System" },
  { kind: "application", channel: "application", event: "Application" },
  { kind: "security", channel: "security", event: "Security" },
  { kind: "security", channel: "windows-powershell", event: "Windows PowerShell" },
  { kind: "security", channel: "powershell-operational", event: "Microsoft-Windows-PowerShell/Operational" },
  {
    kind: "security",
    channel: "remote-desktop-sessions",
    event: "Microsoft-Windows-TerminalServices-LocalSessionManager/Operational",
  },
];

/** All of them: recorded script blocks are verbose events. */
const eventLevels = ["CRITICAL", "ERROR", "WARNING", "INFORMATION", "VERBOSE"];

interface Destination {
  readonly log_group_name: string;
  readonly log_stream_name: string;
}

interface FileEntry extends Destination {
  readonly file_path: string;
  readonly publish_multi_logs?: true;
}

interface EventEntry extends Destination {
  readonly event_name: string;
  readonly event_levels: readonly string[];
  readonly event_format: "xml";
}

/** The `logs` section of the agent's configuration; it has no other, so that it can be appended to any other. */
export interface AgentConfiguration {
  readonly logs: {
    readonly logs_collected: {
      readonly files: { readonly collect_list: readonly FileEntry[] };
      readonly journald?: { readonly collect_list: readonly Destination[] };
      readonly windows_events?: { readonly collect_list: readonly EventEntry[] };
    };
  };
}

/** Neither a retention nor a class: the group has its own, and the agent would overwrite the first. */
const destination = (groups: OperatingSystemLogGroups, { kind, channel }: Channel): Destination => ({
  log_group_name: groups[kind].name,
  log_stream_name: `{instance_id}/${channel}`,
});

/**
 * A pattern sends every file it matches, each to a stream of its own, `INSTANCE_ID/application_FILE`. Without
 * `publish_multi_logs` the agent sends the file that was changed last and is silent about the others.
 */
const applicationFiles = (groups: OperatingSystemLogGroups, patterns: readonly string[]): FileEntry[] =>
  patterns.map((pattern) => ({
    file_path: pattern,
    ...destination(groups, { kind: "application", channel: "application" }),
    publish_multi_logs: true,
  }));

const files = (groups: OperatingSystemLogGroups, known: readonly LogFile[], patterns: readonly string[]) => ({
  collect_list: [
    ...known.map((file) => ({ file_path: file.path, ...destination(groups, file) })),
    ...applicationFiles(groups, patterns),
  ],
});

/**
 * What the agent reads on Linux. The journal goes to the security group: it mixes what other distributions separate.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-Agent-Configuration-File-Details.html
 */
export const linuxAgentConfiguration = (
  groups: OperatingSystemLogGroups,
  patterns: readonly string[],
  journal: boolean,
): AgentConfiguration => ({
  logs: {
    logs_collected: {
      files: files(groups, linuxFiles, patterns),
      ...(journal && {
        journald: { collect_list: [destination(groups, { kind: "security", channel: "journal" })] },
      }),
    },
  },
});

/** What the agent reads on Windows. */
export const windowsAgentConfiguration = (
  groups: OperatingSystemLogGroups,
  patterns: readonly string[],
): AgentConfiguration => ({
  logs: {
    logs_collected: {
      files: files(groups, windowsFiles, patterns),
      windows_events: {
        collect_list: windowsEvents.map((log) => ({
          event_name: log.event,
          event_levels: eventLevels,
          event_format: "xml",
          ...destination(groups, log),
        })),
      },
    },
  },
});
