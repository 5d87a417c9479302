/**
 * Part of the mechanism st2: whose code a frame is. Clients and protocols judge it from the path alone; here the packages
 * of well-known frameworks and the images of operating systems are told from the project's, too.
 */
import type { Frame } from '../../shared/occurrence.ts';

export type Owner = 'project' | 'framework' | 'system';

const FRAMEWORK_CLASS =
  /^(?:org\.(?:springframework|hibernate|jboss|glassfish|postgresql|mockito|slf4j|apache\.(?:catalina|coyote|tomcat|http|logging))|io\.(?:netty|undertow|micrometer|vertx|ktor)|com\.(?:google\.(?:common|gson)|fasterxml\.jackson|mysql|zaxxer|sun|squareup)|okhttp3|okio|retrofit2|ch\.qos|(?:Microsoft|System|Newtonsoft|Npgsql)(?=\.)|kotlinx?\.|scala\.)/;
const FRAMEWORK_METHOD = /^(?:std|boost|absl|folly|__gnu_cxx|__1|core|alloc|tokio|hyper|futures\w*)::/;
const SYSTEM_IMAGE =
  /^(?:\/System\/Library|\/usr\/lib|\/lib(?:64)?|\/apex|\/system)\/|^[a-z]:\\Windows\\|^(?:libsystem|libdyld|libobjc|UIKit|Foundation|CoreFoundation|ntdll|kernel(?:32|base)|ucrtbase)\b/i;

/** `framework` only where the client says `project`: what it has ruled out stays out. */
export function ownerOf(frame: Frame): Owner {
  const { module, inProject } = frame;
  if (!inProject) return 'system';
  if (module !== null && module !== '') {
    if (SYSTEM_IMAGE.test(module)) return 'system';
    if (FRAMEWORK_CLASS.test(module)) return 'framework';
  }
  if (SYSTEM_IMAGE.test(frame.file)) return 'system';
  return FRAMEWORK_METHOD.test(frame.function ?? '') ? 'framework' : 'project';
}

const TEST_FILE = /(?:^|\/)(?:tests?|__tests__|specs?)\/|(?:^|\/)test_[^/]*$|[_.](?:test|spec)\.\w+$/;
const TEST_CLASS = /(?:^|[.$])(?:tests?[.$]|\w*Tests?(?:Case|Base)?(?:$|\$))/;

/** Is it the code of a test? */
export function isTestCode({ file, module }: Frame): boolean {
  if (module !== null && TEST_CLASS.test(module)) return true;
  return TEST_FILE.test(file.includes('\\') ? file.replaceAll('\\', '/') : file);
}
