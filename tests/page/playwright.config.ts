import { defineConfig } from "@playwright/test";

/** One browser: the machines that build depeche are small. */
export default defineConfig({
  testDir: ".",
  outputDir: "test-results",
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: "list",
  use: {
    baseURL: process.env.BASE_URL ?? "http://127.0.0.1:7878/",
    locale: "en-GB",
    viewport: { width: 1360, height: 850 },
    reducedMotion: "reduce",
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"],
    },
  },
});
