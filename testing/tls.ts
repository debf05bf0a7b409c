import { issue, makeAuthority } from "../components/certificates/issue";

/** Creates a CA and a server certificate that it signs, as a user would provide them in files. */
export async function ownCertificates(name: string, now = new Date()) {
  const authority = await makeAuthority("test authority", now);
  const server = await issue(authority, { commonName: name, serverNames: [name] }, now);
  return { authority, server };
}
