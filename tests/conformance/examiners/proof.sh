#!/usr/bin/env bash
# Checks a proof file and the checkpoint in it with openssl, base64 and od alone.
# Usage: proof.sh VKEY-FILE PROOF-FILE ENTRY-FILE
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
refuse() { echo "REFUSED $1"; exit 1; }
sha() { openssl dgst -sha256 -binary; }

# name+hex+base64: the base64 may itself hold a "+", so only the first two are cut off.
material=$(tr -d '\n' < "$1" | cut -d+ -f3-)
{ printf '\x30\x2a\x30\x05\x06\x03\x2b\x65\x70\x03\x21\x00'; base64 -d <<< "$material" | tail -c 32; } > "$work/key.der"
openssl pkey -pubin -inform DER -in "$work/key.der" -out "$work/key.pem"

blank=$(grep -n '^$' "$2" | head -1 | cut -d: -f1)
head -n $((blank - 1)) "$2" > "$work/proof"
tail -n +$((blank + 1)) "$2" > "$work/note"
[ "$(sed -n 1p "$work/proof")" = "c2sp.org/tlog-proof@v1" ] || refuse "form"
index=$(sed -n '2s/^index //p' "$work/proof")

head -n 3 "$work/note" > "$work/text"
size=$(sed -n 2p "$work/text")
base64 -d <<< "$(sed -n 3p "$work/text")" > "$work/root"
tail -n 1 "$work/note" | cut -d' ' -f3 | base64 -d | tail -c 64 > "$work/signature"
openssl pkeyutl -verify -pubin -inkey "$work/key.pem" -rawin -in "$work/text" -sigfile "$work/signature" \
  > /dev/null 2>&1 || refuse "signature"

# RFC 9162 §2.1.3.2
[ "$index" -lt "$size" ] || refuse "index"
{ printf '\0'; cat "$3"; } | sha > "$work/hash"
fn=$index
sn=$((size - 1))
while read -r line; do
  [ "$sn" -gt 0 ] || refuse "path too long"
  base64 -d <<< "$line" > "$work/sibling"
  if [ $((fn & 1)) -eq 1 ] || [ "$fn" -eq "$sn" ]; then
    { printf '\1'; cat "$work/sibling" "$work/hash"; } | sha > "$work/next"
    while [ $((fn & 1)) -eq 0 ] && [ "$fn" -ne 0 ]; do fn=$((fn >> 1)); sn=$((sn >> 1)); done
  else
    { printf '\1'; cat "$work/hash" "$work/sibling"; } | sha > "$work/next"
  fi
  mv "$work/next" "$work/hash"
  fn=$((fn >> 1))
  sn=$((sn >> 1))
done < <(tail -n +3 "$work/proof")
[ "$sn" -eq 0 ] || refuse "path too short"
cmp -s "$work/hash" "$work/root" || refuse "root"
echo "SHELL AGREES entry $index of $size"
