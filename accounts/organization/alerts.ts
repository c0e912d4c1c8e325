import { z } from "zod";

/** Who is told. There is no default: an alert that nobody gets is worth nothing. */
export const alertsSchema = z
  .strictObject(
    {
      emails: z
        .array(z.email({ error: "an email address, e.g. security@example.com" }), {
          error: "a list of email addresses",
        })
        .min(1, { error: "at least one address: an alert that nobody gets is worth nothing" })
        .describe("Addresses that get the alerts; each confirms the mail that SNS sends first."),
      cis14: z
        .boolean({ error: "true or false" })
        .default(false)
        .describe(
          "Also the metric filters that Security Hub's controls of CIS 1.4 (CloudWatch.1 to .14) compare word for word, where they differ from those of CIS 5.0.",
        ),
    },
    { error: "{ emails: [security@example.com] }" },
  )
  .describe("Who is told when break-glass is used, or the management account is tampered with.");
