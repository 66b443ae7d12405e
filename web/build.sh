#!/bin/sh
# Builds the page into web/dist/, which the next build of depeche takes in. Needs Node 20 and npm.
set -eu
cd "$(dirname "$0")"
npm ci --no-audit --no-fund
npm run build
