import { z } from "zod";
import { accountDefaultsSchema } from "./account-defaults";
import { accountsSchema } from "./accounts";
import { alertsSchema } from "./alerts";
import { backendSchema } from "./backend";
import { detectionSchema } from "./detection";
import { expectedSilentSchema } from "./expected-silent";
import { guardRailsSchema } from "./guard-rails";
import { identitySchema } from "./identity";
import { logGroupsSchema } from "./log-groups";
import { namePrefixSchema } from "./name-prefix";
import { objectLockSchema } from "./object-lock";
import { readersSchema } from "./readers";
import { regionsSchema } from "./regions";
import { retentionSchema } from "./retention";
import { breakGlassSchema, deploymentSchema } from "./roles";
import { securityContactSchema } from "./security-contact";
import { sourcesSchema } from "./sources";
import { transportSchema } from "./transport";

/** The organization file. Every property says what to write; the JSON Schema for editors is generated from it. */
export const organizationSchema = z
  .strictObject(
    {
      organization: identitySchema,
      namePrefix: namePrefixSchema,
      regions: regionsSchema,
      accounts: accountsSchema,
      deployment: deploymentSchema,
      breakGlass: breakGlassSchema,
      backend: backendSchema,
      transport: transportSchema,
      retention: retentionSchema,
      logGroups: logGroupsSchema,
      accountDefaults: accountDefaultsSchema,
      securityContact: securityContactSchema,
      sources: sourcesSchema,
      detection: detectionSchema,
      alerts: alertsSchema,
      expectedSilent: expectedSilentSchema,
      readers: readersSchema,
      guardRails: guardRailsSchema,
      objectLock: objectLockSchema,
    },
    { error: "an organization: see accounts/organization.yaml" },
  )
  .describe("Organization-wide security logging");

export type Organization = z.infer<typeof organizationSchema>;
