#!/usr/bin/env node
import "@segpol/schema/require-node";
import "../dist/bundle/main.js";
