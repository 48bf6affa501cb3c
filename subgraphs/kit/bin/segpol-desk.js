#!/usr/bin/env node
import "../dist/exchange/cli/main.js";
