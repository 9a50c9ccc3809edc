// People who do not exist, each with a document and a telephone of their own.

const LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE";
const start = Math.floor(Math.random() * 80_000_000);
let born = 0;

// One whom nobody knows yet.
export function somebody() {
  born += 1;
  const number = String(start + born).padStart(8, "0");
  return {
    document: { type: "DNI", number: number + LETTERS[(start + born) % 23] },
    phone: `6${number}`,
    email: `persona${number}@example.es`,
    password: "siete gatos cruzan el puente",
  };
}

// The same, as a registrar writes it down.
export function act(person) {
  const { document, phone, email } = person;
  return {
    document: { ...document, validUntil: "2199-12-31" },
    givenName: "Ana", firstSurname: "López", phone, email,
    registrationLevel: "advanced", method: "office", termsVersion: "1",
  };
}
