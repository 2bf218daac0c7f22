import type { LookupAddress } from "node:dns";
import type { LookupFunction } from "node:net";
import { describe, expect, it } from "@jest/globals";
import { assertPublicHost, isPublicAddress, PrivateAddressError, publicLookup } from "./guard-address.ts";

describe("isPublicAddress", () => {
  it.each(["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])("accepts %s", (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each([
    "0.0.0.0",
    "10.1.2.3",
    "100.64.0.1",
    "127.0.0.1",
    "169.254.169.254",
    "172.16.0.1",
    "192.0.0.8",
    "192.168.1.1",
    "198.18.0.1",
    "203.0.113.5",
    "224.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:0:10.0.0.1",
    "64:ff9b::a00:1",
    "2002:7f00:1::",
    "2001::1",
    "2001:db8::1",
    "fc00::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
  ])("refuses %s", (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

describe("assertPublicHost", () => {
  // The URL parser has turned every odd spelling of an address into the plain one.
  it.each([
    "https://127.0.0.1",
    "https://0x7f.1",
    "https://2130706433",
    "https://[::1]:3000",
    "https://[::ffff:a00:1]",
  ])("refuses %s, which no look-up would see", (url) => {
    expect(() => assertPublicHost(new URL(url))).toThrow(PrivateAddressError);
  });

  it.each(["https://8.8.8.8", "https://[2606:4700::1111]", "https://localhost"])("leaves %s to the look-up", (url) => {
    expect(() => assertPublicHost(new URL(url))).not.toThrow();
  });
});

describe("publicLookup", () => {
  const resolvingTo =
    (...addresses: LookupAddress[]): LookupFunction =>
    (_hostname, _options, callback) =>
      callback(null, addresses);
  const lookUp = (resolve: LookupFunction, all: boolean) =>
    new Promise((done, failed) => {
      publicLookup(resolve)("chat.example.com", { all }, (error, address, family) =>
        error ? failed(error) : done(all ? address : [address, family]),
      );
    });
  const v4 = { address: "93.184.216.34", family: 4 };

  it("hands on public addresses in the form that was asked for", async () => {
    await expect(lookUp(resolvingTo(v4), true)).resolves.toEqual([v4]);
    await expect(lookUp(resolvingTo(v4), false)).resolves.toEqual([v4.address, 4]);
  });

  it("refuses a name that leads to a private address beside a public one", async () => {
    await expect(lookUp(resolvingTo(v4, { address: "10.0.0.1", family: 4 }), true)).rejects.toThrow(
      PrivateAddressError,
    );
  });

  it("refuses a name that leads nowhere", async () => {
    await expect(lookUp(resolvingTo(), true)).rejects.toThrow(PrivateAddressError);
  });
});
