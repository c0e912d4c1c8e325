import { ChatbotSlackChannelConfiguration } from "@cdktf/provider-aws/lib/chatbot-slack-channel-configuration";
import { ChatbotTeamsChannelConfiguration } from "@cdktf/provider-aws/lib/chatbot-teams-channel-configuration";
import { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";

/** A channel, by the ids that Slack or Microsoft gave it. */
export type Channel =
  | { readonly slackWorkspace: string; readonly slackChannel: string }
  | { readonly teamsTenant: string; readonly teamsTeam: string; readonly teamsChannel: string };

export interface ChatChannelProps {
  readonly configurationName: string;
  readonly channel: Channel;
  /** Topics whose messages are shown. */
  readonly topicArns: readonly string[];
  /** Role of whoever writes in the channel. */
  readonly roleArn: string;
  /** What lets the service subscribe to the topics, and is made first. */
  readonly subscribable: readonly ITerraformDependable[];
  /** Region that the service is configured in: `chatRegion`. */
  readonly region: string;
}

/** The only Regions that the service has endpoints in; a channel shows topics of any Region. */
const endpoints: readonly (readonly [RegExp, string])[] = [
  [/^(eu|af|il|me)-/, "eu-west-1"],
  [/^ap-/, "ap-southeast-1"],
  [/^us-west-/, "us-west-2"],
];

/**
 * The nearest Region that Amazon Q Developer in chat applications is configured in.
 * @see https://docs.aws.amazon.com/general/latest/gr/chatbot.html
 */
export const chatRegion = (homeRegion: string): string =>
  endpoints.find(([home]) => home.test(homeRegion))?.[1] ?? "us-east-2";

/**
 * Shows alerts in a channel of Slack or of Microsoft Teams, by Amazon Q Developer in chat applications. Nobody does anything
 * in AWS from the channel: AWS's own policy that denies everything is its guard rail. The workspace or team is authorized
 * once, by hand, in the service's console.
 * @see https://docs.aws.amazon.com/chatbot/latest/adminguide/getting-started.html
 */
export class ChatChannel extends Construct {
  constructor(scope: Construct, id: string, props: ChatChannelProps) {
    super(scope, id);
    const { channel } = props;
    const common = {
      region: props.region,
      configurationName: props.configurationName,
      iamRoleArn: props.roleArn,
      guardrailPolicyArns: ["arn:aws:iam::aws:policy/AWSDenyAll"],
      loggingLevel: "ERROR",
      snsTopicArns: [...props.topicArns],
      dependsOn: [...props.subscribable],
    };
    if ("slackChannel" in channel) {
      new ChatbotSlackChannelConfiguration(this, "slack", {
        ...common,
        slackTeamId: channel.slackWorkspace,
        slackChannelId: channel.slackChannel,
      });
      return;
    }
    new ChatbotTeamsChannelConfiguration(this, "teams", {
      ...common,
      tenantId: channel.teamsTenant,
      teamId: channel.teamsTeam,
      channelId: channel.teamsChannel,
    });
  }
}
