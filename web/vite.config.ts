import { defineConfig } from "vite";

/** Where a running `depeche serve` answers while the page is developed or previewed. */
const server = process.env.DEPECHE ?? "http://127.0.0.1:7878";
const proxy = Object.fromEntries(["/api", "/sparql", "/id", "/store"].map((path) => [path, server]));

export default defineConfig({
  base: "./",
  build: { target: "es2022", assetsInlineLimit: 0 },
  server: { proxy },
  preview: { proxy },
});
