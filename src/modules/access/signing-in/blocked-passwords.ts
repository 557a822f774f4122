/**
 * Long passwords that people choose first. Compared without spaces, case and marks; the account's own words are
 * added at the check. A small list of ours: it grows by hand.
 */
export const blockedPasswords: readonly string[] = [
  "passwordpassword", "passwordpassword1", "password123456789", "password12345678", "passw0rdpassw0rd",
  "correcthorsebatterystaple", "thisisapassword", "thisismypassword", "mysecretpassword", "mypasswordissecret",
  "changemechangeme", "letmeinletmein", "letmeinletmeinletmein", "iloveyouiloveyou", "welcomewelcome1",
  "welcometohell123", "administrator123", "administratoradministrator", "qwertyuiopasdfgh", "qwertyuiopasdfghjkl",
  "qwertyuiopqwertyuiop", "qwertyqwertyqwerty", "azertyuiopqsdfgh", "azertyuiopqsdfghjklm", "azertyazertyazerty",
  "1234567890123456", "123456789012345", "123456789123456789", "0123456789012345", "987654321987654321",
  "123123123123123", "112233445566778899", "abcdefghijklmnop", "abcdefghijklmnopqrstuvwxyz", "abcabcabcabcabc",
  "motdepassemotdepasse", "motdepasse123456", "monmotdepassesecret", "jetaimejetaime123", "contrasenacontrasena",
  "contrasena123456", "micontrasenasecreta", "teamoteamoteamo", "secretsecretsecret", "supersecretpassword",
  "internationalpolice", "policepolicepolice", "interpolinterpol", "partnershippartnership", "ententeentente",
  "ententeententeentente", "letmeintothesystem", "donotforgetthisone", "ihatepasswords123", "keepitsecretkeepitsafe",
];
