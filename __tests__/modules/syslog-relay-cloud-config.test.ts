import { parse } from "yaml";
import { renderCloudConfig, syslogRelayCloudConfig, volumeGib } from "../../modules/sources/syslog-relay-cloud-config";

const config = syslogRelayCloudConfig({ logGroupName: "/acme/relay", port: 6514, certificateValidityDays: 28 });

const fileAt = (ending: string) => {
  const [found, ...others] = config.write_files.filter(({ path }) => path.endsWith(ending));
  if (!found || others.length > 0) throw new Error(`not one file ends in ${ending}`);
  return found;
};

const rsyslog = fileAt("/rsyslog.conf");

const [, messagesFile, messagesBytes, rotateCommand] = /^\$outchannel messages,([^,]+),(\d+),(.+)$/m.exec(
  rsyslog.content,
) ?? ["", "", "", ""];

const commands = config.runcmd.map((command) => command.join(" "));

describe("a syslog relay's instance", () => {
  test("gets exactly this configuration through YAML", () => {
    const [firstLine, ...rest] = renderCloudConfig(config).split("\n");
    expect(firstLine).toBe("#cloud-config");
    expect(parse(rest.join("\n"))).toEqual(config);
  });

  test("installs rsyslog with the TLS driver that Amazon Linux has, and the agent", () => {
    expect(config.packages).toEqual(["amazon-cloudwatch-agent", "openssl", "rsyslog", "rsyslog-openssl"]);
  });

  test("listens on the given port with TLS, on no other, and to nothing else", () => {
    expect(rsyslog.content.match(/^input\(.*\)$/gm)).toEqual([`input(type="imtcp" port="6514" ruleset="relay")`]);
    expect(rsyslog.content.match(/load="[^"]+"/g)).toEqual([`load="imtcp"`]);
    expect(rsyslog.content).toContain(`streamDriver.name="ossl"`);
    expect(rsyslog.content).toContain(`streamDriver.mode="1"`);
    expect(rsyslog.content).toContain(`gnutlsPriorityString="MinProtocol=TLSv1.2"`);
  });

  test("runs rsyslog with that configuration instead of the distribution's", () => {
    expect(fileAt("rsyslog.service.d/syslog-relay.conf").content).toContain(
      `ExecStart=\nExecStart=/usr/sbin/rsyslogd -n -f ${rsyslog.path}\n`,
    );
  });

  test("makes the certificate that rsyslog presents, with a key that only root can reach", () => {
    const [, presented] = /defaultNetstreamDriverCertFile="([^"]+)"/.exec(rsyslog.content) ?? [];
    const [, key] = /defaultNetstreamDriverKeyFile="([^"]+)"/.exec(rsyslog.content) ?? [];
    const makes = commands.filter((command) => command.startsWith("openssl req -x509"));
    expect(makes).toHaveLength(1);
    expect(makes[0]).toContain(`-days 28 -subj /CN=syslog-relay -keyout ${key} -out ${presented}`);
    expect(fileAt("tmpfiles.d/syslog-relay.conf").content).toContain("d /etc/syslog-relay/tls 0700 root root -");
  });

  test("keeps with every message, in one JSON object per line, its sender's address and when it came", () => {
    expect(rsyslog.content.match(/property\(.*\)/g)).toEqual([
      `property(outname="received" name="timegenerated" dateFormat="rfc3339" format="jsonf")`,
      `property(outname="sender" name="fromhost-ip" format="jsonf")`,
      `property(outname="message" name="rawmsg" format="jsonf")`,
    ]);
    expect(rsyslog.content).toContain(`constant(value="}\\n")`);
  });

  test("ships exactly the file that rsyslog writes, to the log group, in a stream of its own", () => {
    expect(JSON.parse(fileAt("cloudwatch-agent.json").content)).toEqual({
      agent: { run_as_user: "cwagent" },
      logs: {
        logs_collected: {
          files: {
            collect_list: [
              { file_path: messagesFile, log_group_name: "/acme/relay", log_stream_name: "{instance_id}/syslog" },
            ],
          },
        },
      },
    });
    expect(fileAt("tmpfiles.d/syslog-relay.conf").content).toContain("d /var/log/syslog-relay 2750 root cwagent -");
  });

  test("never fills its disk: files are rotated in place and the queue is limited", () => {
    const rotate = fileAt(rotateCommand ?? "");
    const queueGib = Number(/queue\.maxDiskSpace="(\d+)g"/.exec(rsyslog.content)?.[1]);
    expect(rotate.permissions).toBe("0755");
    expect(rotate.content).toBe(`#!/bin/sh\nexec mv --force ${messagesFile} ${messagesFile}.1\n`);
    expect(volumeGib - (3 * Number(messagesBytes)) / 1024 ** 3 - queueGib).toBeGreaterThanOrEqual(10);
  });

  test("has no SSH server", () => {
    expect(commands).toContain("systemctl mask --now sshd.service");
  });

  test("starts to listen last, when the agent runs", () => {
    const agent = commands.findIndex((command) => command.includes("amazon-cloudwatch-agent-ctl"));
    expect(commands[agent]).toMatch(/ -a fetch-config -m ec2 -s -c file:\/etc\/syslog-relay\/cloudwatch-agent\.json$/);
    expect(commands.at(-1)).toBe("systemctl restart rsyslog.service");
    expect(fileAt("rsyslog.service.d/syslog-relay.conf").content).toContain(
      "Requires=amazon-cloudwatch-agent.service\nAfter=amazon-cloudwatch-agent.service\n",
    );
  });
});
