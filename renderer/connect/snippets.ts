/**
 * How each SDK is pointed here: only its endpoint, its token and an environment. Whether an SDK wants the base of the API
 * or the whole address of its item call differs (rollbar.md 5.1).
 */
import type { CodeLanguage } from '../ui/highlight.ts';

export interface Sdk {
  id: string;
  words: string;
  language: CodeLanguage;
  /** `url` is the listener's address without a path; the code is ready to paste. */
  code: (url: string, token: string) => string;
}

const item = (url: string): string => `${url}/api/1/item/`;
const base = (url: string): string => `${url}/api/1/`;

export const sdks: readonly [Sdk, ...Sdk[]] = [
  {
    id: 'node',
    words: 'Node.js',
    language: 'javascript',
    code: (url, token) => `import Rollbar from "rollbar";

const rollbar = new Rollbar({
  accessToken: "${token}",
  endpoint: "${item(url)}",
  environment: "development",
});`,
  },
  {
    id: 'browser',
    words: 'Browser',
    language: 'javascript',
    code: (url, token) => `import Rollbar from "rollbar";

const rollbar = new Rollbar({
  accessToken: "${token}",
  endpoint: "${item(url)}",
  payload: { environment: "development" },
});`,
  },
  {
    id: 'python',
    words: 'Python',
    language: 'python',
    code: (url, token) => `import rollbar

rollbar.init(
    "${token}",
    "development",
    endpoint="${base(url)}",
)`,
  },
  {
    id: 'ruby',
    words: 'Ruby',
    language: 'ruby',
    code: (url, token) => `require "rollbar"

Rollbar.configure do |config|
  config.access_token = "${token}"
  config.endpoint = "${item(url)}"
  config.environment = "development"
end`,
  },
  {
    id: 'php',
    words: 'PHP',
    language: 'php',
    code: (url, token) => `use Rollbar\\Rollbar;

Rollbar::init([
    'access_token' => '${token}',
    'endpoint' => '${base(url)}',
    'environment' => 'development',
]);`,
  },
  {
    id: 'go',
    words: 'Go',
    language: 'go',
    code: (url, token) => `import "github.com/rollbar/rollbar-go"

rollbar.SetToken("${token}")
rollbar.SetEndpoint("${item(url)}")
rollbar.SetEnvironment("development")`,
  },
  {
    id: 'java',
    words: 'Java',
    language: 'java',
    code: (url, token) => `import com.rollbar.notifier.Rollbar;
import com.rollbar.notifier.config.ConfigBuilder;

Rollbar rollbar = Rollbar.init(
    ConfigBuilder.withAccessToken("${token}")
        .endpoint("${item(url)}")
        .environment("development")
        .build());`,
  },
  {
    id: 'dotnet',
    words: '.NET',
    language: 'csharp',
    code: (url, token) => `using Rollbar;

var config = new RollbarInfrastructureConfig("${token}", "development");
config.RollbarLoggerConfig.RollbarDestinationOptions.Reconfigure(
    new RollbarDestinationOptions("${token}", "development")
    {
        EndPoint = "${base(url)}",
    });
RollbarInfrastructure.Instance.Init(config);`,
  },
  {
    id: 'curl',
    words: 'curl',
    language: 'shellscript',
    code: (url, token) => `curl ${item(url)} \\
  -H 'Content-Type: application/json' \\
  -H 'X-Rollbar-Access-Token: ${token}' \\
  -d '{"data": {"environment": "development", "level": "error",
       "body": {"message": {"body": "Hello from curl"}}}}'`,
  },
];

/** The address that most SDKs want, shown beside the token. */
export function endpointOf(url: string): string {
  return item(url);
}
