/** The value of each secret, by a name that identifies it. */
export type Secrets = Readonly<Record<string, string>>;

/**
 * Returns a secret in each encoding in which programs may write it, alone or as a part of a longer text.
 * Maps encoding to text. If several encodings have the same result, only the first is included.
 */
export function formsOf(secret: string): ReadonlyMap<string, string> {
  const json = inJson(secret);
  const forms = [
    ["plain text", secret],
    ["JSON", json],
    ["JSON within JSON", inJson(json)],
    ["JSON as Go writes it", inGosJson(json)],
    ["JSON within JSON as Go writes it", inJson(inGosJson(json))],
    ["a part of a URL", encodeURIComponent(secret)],
    ["a query of a URL", strictly(secret).replaceAll("%20", "+")],
    ["a form", new URLSearchParams({ "": secret }).toString().slice(1)],
    ["a URL in lower case", strictly(secret).replace(/%../g, (code) => code.toLowerCase())],
    ["hexadecimal digits", Buffer.from(secret).toString("hex")],
    ...[0, 1, 2].flatMap((before) => {
      const text = inBase64(secret, before);
      return [
        [`base64, ${before} bytes before it`, text],
        [
          `base64 for URLs, ${before} bytes before it`,
          text.replaceAll("+", "-").replaceAll("/", "_"),
        ],
      ] as const;
    }),
  ] as const;
  const once = new Map<string, string>();
  for (const [form, text] of forms) if (!once.has(text)) once.set(text, form);
  return new Map([...once].map(([text, form]) => [form, text]));
}

/** Finds the secrets that a text or bytes contain, with their encoding: "smtpPassword as JSON". */
export function occurrences(text: string | Buffer, secrets: Secrets): string[] {
  const bytes = typeof text === "string" ? Buffer.from(text) : text;
  return Object.entries(secrets).flatMap(([name, secret]) =>
    [...formsOf(secret)]
      .filter(([, written]) => bytes.includes(written))
      .map(([form]) => `${name} as ${form}`),
  );
}

function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function inGosJson(json: string): string {
  return json.replace(/[<>&]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** Percent-encodes every byte that is not unreserved. */
function strictly(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Returns the base64 characters that depend only on the secret if `before` bytes (modulo 3) precede it. */
function inBase64(text: string, before: number): string {
  const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(text)]);
  const whole = Math.floor((bytes.length * 8) / 6);
  return bytes.toString("base64").slice(Math.ceil((before * 8) / 6), whole);
}
