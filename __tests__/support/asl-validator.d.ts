/** The library ships no types. It fills in defaults, so give it a copy. */
declare module "asl-validator" {
  const validate: (definition: object) => {
    readonly isValid: boolean;
    readonly errorsText: (separator: string) => string;
  };
  export = validate;
}
