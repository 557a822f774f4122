import { BlockList, isIP } from "node:net";

/** Everything that is not the public internet: private, shared, loopback, link-local, documentation, multicast. */
const notPublic4 = listOf("ipv4", [
  ["0.0.0.0", 8], ["10.0.0.0", 8], ["100.64.0.0", 10], ["127.0.0.0", 8], ["169.254.0.0", 16], ["172.16.0.0", 12],
  ["192.0.0.0", 24], ["192.0.2.0", 24], ["192.88.99.0", 24], ["192.168.0.0", 16], ["198.18.0.0", 15],
  ["198.51.100.0", 24], ["203.0.113.0", 24], ["224.0.0.0", 4], ["240.0.0.0", 4],
]);
/** Of IPv6 only 2000::/3 is public; inside it these carry other addresses or examples. */
const public6 = listOf("ipv6", [["2000::", 3]]);
const notPublic6 = listOf("ipv6", [["2001::", 32], ["2001:db8::", 32], ["2002::", 16]]);

/** True for an address that a publisher on the internet can have. Names are not addresses: false. */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address);
  if (version === 4) return !notPublic4.check(address, "ipv4");
  if (version === 6) return public6.check(address, "ipv6") && !notPublic6.check(address, "ipv6");
  return false;
}

function listOf(family: "ipv4" | "ipv6", nets: readonly (readonly [string, number])[]): BlockList {
  const list = new BlockList();
  for (const [net, bits] of nets) list.addSubnet(net, bits, family);
  return list;
}
