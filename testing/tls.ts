import { issue, makeAuthority } from "../components/certificates/issue";

/** An authority, and what it has signed for a server, as a user has them in files. */
export async function ownCertificates(name: string, now = new Date()) {
  const authority = await makeAuthority("test authority", now);
  const server = await issue(authority, { commonName: name, serverNames: [name] }, now);
  return { authority, server };
}
