#!/usr/bin/env bash
# Builds the page into web/dist, which the next `cargo build` puts into the program. Needs Node 20 or later and the npm registry.
set -euo pipefail
cd "$(dirname "$0")"
npm ci --no-audit --no-fund
npm run build
# Cargo looks at this file to learn that there is a new page.
touch ../build.rs
