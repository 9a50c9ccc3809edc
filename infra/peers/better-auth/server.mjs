// better-auth with its e-mail and password sign-in, over its adapter in memory; Argon2id with Llave's own
// parameters. It limits no rate and locks nobody. One process: `node:cluster` would need a shared store.
import { createServer } from "node:http";
import { Algorithm, hash, verify } from "@node-rs/argon2";
import { betterAuth } from "better-auth";
import { memoryAdapter } from "better-auth/adapters/memory";
import { toNodeHandler } from "better-auth/node";

const [port, accounts] = process.argv.slice(2).map(Number);
const argon2id = { algorithm: Algorithm.Argon2id, memoryCost: 19456, timeCost: 2, parallelism: 1 };
const url = `http://127.0.0.1:${port}`;

const auth = betterAuth({
  baseURL: url,
  secret: "only for a measurement, not for anybody",
  trustedOrigins: [url],
  database: memoryAdapter({ user: [], session: [], account: [], verification: [] }),
  emailAndPassword: {
    enabled: true,
    autoSignIn: false,
    password: {
      hash: (password) => hash(password, argon2id),
      verify: ({ hash, password }) => verify(hash, password),
    },
  },
  rateLimit: { enabled: false },
  telemetry: { enabled: false },
  logger: { level: "error" },
});

for (let number = 0; number < accounts; number += 1) {
  await auth.api.signUpEmail({
    body: { name: `user${number}`, email: `user${number}@example.com`, password: "Verde-Canica-2026" },
  });
}
createServer(toNodeHandler(auth)).listen(port, "127.0.0.1");
