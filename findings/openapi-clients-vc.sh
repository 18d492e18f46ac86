#!/usr/bin/env bash
# PyPI openapi-python-client 0.29.1; npm @hey-api/openapi-ts 0.95.0 and orval 7.13.2 (client "fetch")
#
# Expected: from an OpenAPI 3.1 document that says "200: application/vc, an object" and "200: application/statuslist+jwt,
#           a string", a generated client gives the object and the string. `application/vc` is JSON (VC Data Model 2.0,
#           section 6.2), though its name does not end in +json.
# Seen:     the credential: openapi-python-client None (with a warning when generating, none when asking), hey-api a
#           Blob although the type in the generated code says object; orval right. The status list: None, a Blob,
#           and from orval a SyntaxError, since it puts every answer through JSON.parse.
# Matters:  the agencies that look papers up generate their client. All three compile, and each fails at the one
#           answer that carries the signature.
# Instead:  say so in the description, with one line for each generator (content_type_overrides; parseAs: "json" or
#           "text"; a mutator), or offer the same document as application/json too. Fetching by hand is three lines.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts @hey-api/openapi-ts@0.95.0 orval@7.13.2 esbuild@0.28.2 typescript@5.9.3
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check openapi-python-client==0.29.1

cat > api.json <<'JSON'
{
  "openapi": "3.1.0",
  "info": {"title": "Papers", "version": "1"},
  "paths": {
    "/papers/{number}": {"get": {
      "operationId": "paper",
      "parameters": [{"name": "number", "in": "path", "required": true, "schema": {"type": "string"}}],
      "responses": {"200": {"description": "The signed document", "content": {"application/vc": {"schema": {
        "type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}}}}}}
    }},
    "/status": {"get": {
      "operationId": "status",
      "responses": {"200": {"description": "The list", "content": {"application/statuslist+jwt": {"schema": {"type": "string"}}}}}
    }}
  }
}
JSON
venv/bin/openapi-python-client generate --path api.json --output-path python_client --meta none >python.log 2>&1
npx openapi-ts --input api.json --output hey --silent >hey.log 2>&1
npx orval --input api.json --output orval.ts --client fetch >orval.log 2>&1

cat > ask.py <<'PY'
import json
import sys
from python_client import Client
from python_client.api.default import paper, status

client = Client(base_url=sys.argv[1])
answers = [paper.sync_detailed('1', client=client), status.sync_detailed(client=client)]
print(json.dumps([[answer.status_code, answer.parsed] for answer in answers]))
PY
cat > ask.ts <<'TS'
import {execFile} from 'node:child_process';
import http from 'node:http';
import * as hey from './hey';
import {client} from './hey/client.gen';
import * as orval from './orval';

const server = http.createServer((request, response) => {
  const list = request.url === '/status';
  response.setHeader('content-type', list ? 'application/statuslist+jwt' : 'application/vc');
  response.end(list ? 'eyJ.eyJ.c2ln' : '{"id":"urn:uuid:8a1c"}');
});
server.listen(0, '127.0.0.1', async () => {
  const base = `http://127.0.0.1:${(server.address() as any).port}`;
  client.setConfig({baseUrl: base});
  const plain = globalThis.fetch;
  const relative = ((path: string, init: any) => plain(new URL(path, base), init)) as typeof fetch;
  const say = async (ask: () => Promise<any>) => {
    try {
      const {data} = await ask();
      return data instanceof Blob ? 'Blob' : JSON.stringify(data);
    } catch(error: any) {
      return error.name;
    }
  };
  const found: Record<string, string[]> = {
    'hey-api': [await say(() => hey.paper({path: {number: '1'}})), await say(() => hey.status())],
  };
  globalThis.fetch = relative;
  found.orval = [await say(() => orval.paper('1')), await say(() => orval.status())];
  execFile('venv/bin/python', ['ask.py', base], (error, output) => {
    if(error) throw error;
    found['openapi-python-client'] = JSON.parse(output).map(([code, parsed]: any) => `${code} ${JSON.stringify(parsed)}`);
    console.log(JSON.stringify(found));
    server.close();
  });
});
TS
npx esbuild --bundle --platform=node --log-level=error --outfile=ask.cjs ask.ts
node ask.cjs >found.json
python3 - <<'PY'
import json
found = json.load(open('found.json'))
for client, (document, token) in found.items():
    print(f'{client}: credential {document}, status list {token}')
assert found['openapi-python-client'] == ['200 null', '200 null']
assert found['hey-api'] == ['Blob', 'Blob']
assert found['orval'] == ['{"id":"urn:uuid:8a1c"}', 'SyntaxError']
assert 'id: string' in open('hey/types.gen.ts').read()
PY
