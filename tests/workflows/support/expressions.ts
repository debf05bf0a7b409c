/**
 * The part of GitHub's expressions that the workflows use. A name that the test has not given a value to is an error, so
 * that no expression goes unnoticed.
 */
export type Context = Readonly<Record<string, unknown>>;

export interface Status {
  readonly failed: boolean;
}

const TOKEN =
  /\s*(?:'((?:[^']|'')*)'|([A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*)|(==|!=|&&|\|\||[!()]))/y;
const STATUS = /\b(?:success|failure|always|cancelled)\(\)/;

type Token = { text: string } | { name: string } | { sign: string };

export function evaluate(expression: string, context: Context, status: Status): unknown {
  const tokens = tokenize(expression);
  let at = 0;
  const sign = (wanted: string) => {
    const token = tokens[at];
    const found = token !== undefined && "sign" in token && token.sign === wanted;
    if (found) at++;
    return found;
  };

  const either = (): unknown => {
    let value = both();
    while (sign("||")) {
      const other = both();
      value = truthy(value) ? value : other;
    }
    return value;
  };
  const both = (): unknown => {
    let value = comparison();
    while (sign("&&")) {
      const other = comparison();
      value = truthy(value) ? other : value;
    }
    return value;
  };
  const comparison = (): unknown => {
    const value = single();
    if (sign("==")) return same(value, single());
    if (sign("!=")) return !same(value, single());
    return value;
  };
  const single = (): unknown => {
    if (sign("!")) return !truthy(single());
    if (sign("(")) {
      const value = either();
      if (!sign(")")) throw new Error(`a parenthesis is open in: ${expression}`);
      return value;
    }
    const token = tokens[at++];
    if (token === undefined || "sign" in token) throw new Error(`cannot read: ${expression}`);
    if ("text" in token) return token.text;
    if (!sign("(")) return lookUp(token.name, context);
    if (!sign(")")) throw new Error(`only functions without arguments are known: ${expression}`);
    return statusOf(token.name, status);
  };

  const value = either();
  if (at !== tokens.length) throw new Error(`cannot read: ${expression}`);
  return value;
}

/** Whether a job or a step runs. Without a function of the status, it does only where nothing failed before it. */
export function condition(text: string | undefined, context: Context, status: Status): boolean {
  if (text === undefined) return !status.failed;
  const expression = text.trim().replace(/^\$\{\{(.*)\}\}$/s, "$1");
  const holds = truthy(evaluate(expression, context, status));
  return holds && (STATUS.test(expression) || !status.failed);
}

/** A text with every `${{ }}` in it filled in. */
export function fill(text: string, context: Context): string {
  return text.replaceAll(/\$\{\{(.*?)\}\}/gs, (_, expression: string) => {
    const value = evaluate(expression, context, { failed: false });
    if (value === null) return "";
    if (typeof value === "object") throw new Error(`${expression} is no text`);
    return typeof value === "string" ? value : JSON.stringify(value);
  });
}

function tokenize(expression: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  const text = expression.trimEnd();
  while (TOKEN.lastIndex < text.length) {
    const from = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (match === null) throw new Error(`cannot read "${text.slice(from)}" in: ${expression}`);
    const [, quoted, name, sign = ""] = match;
    if (quoted !== undefined) tokens.push({ text: quoted.replaceAll("''", "'") });
    else if (name !== undefined) tokens.push({ name });
    else tokens.push({ sign });
  }
  return tokens;
}

function lookUp(path: string, context: Context): unknown {
  let value: unknown = context;
  for (const key of path.split(".")) {
    if (value === null) return null;
    if (typeof value !== "object" || !(key in value)) {
      throw new Error(`the test has no value for ${path}`);
    }
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}

function statusOf(name: string, { failed }: Status): boolean {
  const values: Readonly<Record<string, boolean>> = {
    success: !failed,
    failure: failed,
    always: true,
    cancelled: false,
  };
  const value = values[name];
  if (value === undefined) throw new Error(`the function ${name} is not known`);
  return value;
}

function truthy(value: unknown): boolean {
  return value !== null && value !== "" && value !== false && value !== 0;
}

/** GitHub compares texts without their case; null equals the empty text. */
function same(one: unknown, other: unknown): boolean {
  const text = (value: unknown) =>
    typeof value === "string" ? value.toLowerCase() : (value ?? "");
  return text(one) === text(other);
}
