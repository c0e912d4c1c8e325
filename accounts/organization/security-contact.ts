import { z } from "zod";

const text = (what: string, most: number) =>
  z
    .string({ error: what })
    .regex(/^[\p{L}\p{N}]([\p{L}\p{N} .,:/()+@_'-]*[\p{L}\p{N}.)])?$/u, {
      error: `${what}: letters, digits, spaces and . , : / ( ) + @ _ ' -`,
    })
    .refine((value) => Buffer.byteLength(value) <= most, { error: `at most ${most} characters, fewer with accents` });

/**
 * Whom AWS tells of an account's security issues.
 * @see https://docs.aws.amazon.com/accounts/latest/reference/API_PutAlternateContact.html
 */
export const securityContactSchema = z
  .strictObject(
    {
      name: text("the name of a person or team", 64).describe("Whom AWS asks for."),
      title: text("what they are, e.g. Security team", 50).describe("What they are, e.g. Security team."),
      email: z
        .string({ error: "an e-mail address" })
        .regex(/^[\w+=.-]+@[\w.-]+\.\w+$/, { error: "an e-mail address, e.g. security@example.com" })
        .max(254, { error: "at most 254 characters" })
        .describe("Where AWS writes to; a list that somebody reads."),
      phone: z
        .string({ error: "a telephone number in quotes" })
        .regex(/^\+?[0-9][0-9-]{3,22}[0-9]$/, {
          error: "a telephone number in quotes: digits and hyphens, with + before it",
        })
        .describe("Where AWS calls, in quotes."),
    },
    { error: "{ name, title, email, phone }" },
  )
  .optional()
  .describe("Alternate contact for security of every account; left as it is unless it is said.");
