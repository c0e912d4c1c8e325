import { Wafv2WebAclLoggingConfiguration } from "@cdktf/provider-aws/lib/wafv2-web-acl-logging-configuration";
import { Construct } from "constructs";
import { logTypes } from "../archive/log-types";
import { Partition } from "../policy/region";
import { ResourceSelection, selectResources, taggedResources } from "./resource-selection";

export interface WebAclLogsProps extends ResourceSelection {
  readonly partition: Partition;
  readonly regions: readonly string[];
  /** Bucket of the archive, named `aws-waf-logs-...`. */
  readonly archiveBucketName: string;
  /** Headers whose values never leave the web ACL, in lower case. */
  readonly redactedHeaders: readonly string[];
}

/**
 * Web ACLs log every request they inspect to the archive, without the headers that carry credentials.
 *
 * A web ACL has one logging configuration, so this one replaces another; except a web ACL that must keep its own. ACLs of
 * CloudFront distributions are found in us-east-1.
 * @see https://docs.aws.amazon.com/waf/latest/developerguide/logging-s3.html
 */
export class WebAclLogs extends Construct {
  constructor(scope: Construct, id: string, props: WebAclLogsProps) {
    super(scope, id);
    for (const region of props.regions) {
      const pattern = ":(regional|global)/webacl/";
      const resources = selectResources(this, `web-acls-${region}`, region, props, taggedResources("wafv2"), pattern);
      if (!resources) continue;
      new Wafv2WebAclLoggingConfiguration(this, `logging-${region}`, {
        forEach: resources,
        region,
        resourceArn: resources.value,
        logDestinationConfigs: [
          `arn:${props.partition}:s3:::${props.archiveBucketName}/${logTypes.waf.prefix.replace("/", "")}`,
        ],
        redactedFields: props.redactedHeaders.map((name) => ({ singleHeader: { name } })),
      });
    }
  }
}
