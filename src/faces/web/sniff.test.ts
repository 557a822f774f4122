import assert from "node:assert/strict";
import { test } from "node:test";
import { sniff } from "./sniff.ts";

const of = (...bytes: number[]) => sniff(Uint8Array.from(bytes));
const text = (value: string) => sniff(new TextEncoder().encode(value));

test("knows a kind by its first bytes", () => {
  assert.equal(text("%PDF-1.7"), "application/pdf");
  assert.equal(of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a), "image/png");
  assert.equal(of(0xff, 0xd8, 0xff, 0xe0), "image/jpeg");
  assert.equal(of(0x50, 0x4b, 0x03, 0x04), "application/zip");
  assert.equal(text("RIFF....WEBPVP8 "), "image/webp");
});

test("HTML, SVG and scripts are text like any other", () => {
  for (const value of ["<html>", "<svg onload=x>", "#!/bin/sh", "مرحبا"]) assert.equal(text(value), "text/plain");
});

test("a kind that only pretends is not believed: the mark must stand at its place", () => {
  assert.equal(text(" %PDF-1.7"), "text/plain");
  assert.equal(of(0x89, 0x50, 0x4e, 0x47), "application/octet-stream");
});

test("broken UTF-8, NUL and nothing at all are bytes", () => {
  assert.equal(of(0xc3, 0x28), "application/octet-stream");
  assert.equal(of(0x41, 0, 0x42), "application/octet-stream");
  assert.equal(of(), "application/octet-stream");
});
