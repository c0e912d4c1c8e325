/**
 * What an alert says, made by EventBridge from an event. `<name>` stands for a field of the event; where the event does
 * not have it, nothing stands there.
 *
 * Fields are those whose texts cannot have quotation marks, as EventBridge does not say what becomes of them.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 */
export interface AlertMessage {
  /** Name -> place in the event, `$.detail.eventName`. */
  readonly fields: Readonly<Record<string, string>>;
  readonly title: string;
  readonly lines: readonly string[];
  /** Alerts of which this is the same make one OpsItem as long as it is open; at most 64 characters. */
  readonly sameness: string;
}

/** Form of an alert -> the template that makes it. */
export type MessageForm = "text" | "chat" | "opsItem";

/** Lines in quotation marks, which is the only text of several lines that EventBridge makes. */
const text = ({ title, lines }: AlertMessage): string =>
  [title, "", ...lines].map((line) => JSON.stringify(line)).join("\n");

/**
 * The only form of one's own that Amazon Q Developer shows; anything else it drops.
 * @see https://docs.aws.amazon.com/chatbot/latest/adminguide/custom-notifs.html
 */
const chat = ({ title, lines }: AlertMessage): string =>
  JSON.stringify({
    version: "1.0",
    source: "custom",
    content: { textType: "client-markdown", title, description: lines.join("\n") },
  });

/**
 * Severity 2 of 4, which is high.
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/OpsCenter-automatically-create-OpsItems-2.html
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/OpsCenter-working-deduplication.html
 */
const opsItem = ({ title, lines, sameness }: AlertMessage): string =>
  JSON.stringify({
    title,
    description: lines.join("\n"),
    category: "Security",
    severity: "2",
    source: "EventBridge",
    operationalData: {
      "/aws/dedup": { type: "SearchableString", value: JSON.stringify({ dedupString: sameness }) },
    },
  });

const templates: Readonly<Record<MessageForm, (message: AlertMessage) => string>> = { text, chat, opsItem };

/** An alert as a target of a rule wants it. */
export const inputTransformer = (message: AlertMessage, form: MessageForm) => ({
  inputPaths: { ...message.fields },
  inputTemplate: templates[form](message),
});
