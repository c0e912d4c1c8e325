/** A slow machine is no failure: what takes too long is a matter for the bench. */
jest.setTimeout(60_000);
