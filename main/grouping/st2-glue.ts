/**
 * Part of the mechanism st2: frames that stand between the calls of a program without being its own: reflection, proxies,
 * threads, schedulers, test runners, and the machinery that raises an error. They differ between versions of a runtime,
 * and say nothing about the error.
 */
import type { Frame } from '../../shared/occurrence.ts';

const GLUE_CLASS = new RegExp(
  [
    /^(?:java\.lang\.(?:reflect|invoke)|jdk\.internal|sun\.(?:reflect|misc)|java\.security\.AccessController|java\.lang\.Thread)\b/,
    /^java\.util\.concurrent\.(?:ThreadPoolExecutor|FutureTask|Executors|ForkJoin|CompletableFuture)/,
    /^(?:org\.junit|junit|org\.testng|org\.apache\.maven\.surefire|org\.apache\.tools\.ant|org\.gradle|com\.intellij\.rt)\./,
    /^(?:kotlinx?\.coroutines|scala\.concurrent|reactor\.core|io\.reactivex)\./,
    /^(?:com\.android\.internal\.os|android\.os\.(?:Handler|Looper|AsyncTask)|dalvik)\b/,
    /^System\.(?:Runtime\.(?:CompilerServices|ExceptionServices)|Threading|Reflection|RuntimeMethodHandle)\b/,
    /GeneratedMethodAccessor|GeneratedConstructorAccessor|\$Proxy\d|\$\$(?:Enhancer|FastClass)|CGLIB\$\$/,
  ]
    .map(({ source }) => source)
    .join('|'),
);

const GLUE_FILE = new RegExp(
  [
    /^(?:node:)?internal\/|^node:|^\[native code\]$|^native(?: code)?$|^<frozen /,
    /^(?:_?(?:http|stream|tls|debugger)\w*|net|events|fs|module|timers|util|assert|dns|domain|child_process|vm|repl|bootstrap_node)\.js$/,
    /node_modules\/(?:mocha|jest[\w-]*|@jest|jasmine[\w-]*|karma[\w-]*|vitest|@vitest|zone\.js|regenerator-runtime|core-js|tslib|@babel\/runtime)\//,
    /(?:^|\/)(?:_pytest|pluggy|unittest|nose|concurrent\/futures|asyncio|importlib)\//,
    /(?:^|\/)python[\d.]*\/(?:threading|runpy|contextlib|functools)\.py$/,
    /\/(?:minitest|rspec-core|phpunit)[\w.-]*\//,
    /(?:^|\/)runtime\/(?:panic|proc|signal_unix|asm_\w+)\.(?:go|s)$|(?:^|\/)testing\/testing\.go$/,
  ]
    .map(({ source }) => source)
    .join('|'),
);

/** What raises, aborts or reports on behalf of its caller, in native code and in script runtimes. */
const GLUE_METHOD =
  /^(?:_*(?:abort|raise|pthread_kill|assert_?rtn|cxa_throw|CxxThrowException|objc_exception_throw|KiUserExceptionDispatcher|RaiseException|sigtramp)|std::terminate|core::panicking::.*|std::panicking::.*|rust_begin_unwind|__rust_\w+|processTicksAndRejections|asyncGeneratorStep|_asyncToGenerator|__awaiter|crashpad::.*)$/;

/** A file that stands for no file: a builtin of a script's runtime, such as `Array.map`. */
const BUILT_IN = /^<anonymous>$/;

export function isGlue(frame: Frame): boolean {
  const { file, module } = frame;
  if (module !== null && module !== '' && GLUE_CLASS.test(module)) return true;
  if (GLUE_METHOD.test(frame.function ?? '')) return true;
  if (file === '') return false;
  return (
    GLUE_FILE.test(file.includes('\\') ? file.replaceAll('\\', '/') : file) ||
    (BUILT_IN.test(file) && frame.line === null)
  );
}

/**
 * Does the function only raise for its caller: a validator, a factory of exceptions? Then the caller is where it happened.
 * `method` and `place` as st2 compares them.
 */
export function isGuard(method: string, place: string): boolean {
  return GUARD_METHOD.test(method.slice(method.search(/[^.:#]+$/))) || GUARD_PLACE.test(place);
}

/** Words that open such a function's name; what follows is another word, or nothing. */
const GUARD_METHOD =
  /^_*(?:do_?|internal_?)?(?:[vV](?:erify|alidate)|[cC]heck(?![-_]?[oO]ut|[-_]?[iI]n(?![a-z]))|[rR]e(?:quire|port|ject)|[aA]ssert|[eE]n(?:sure|force)|[eE]xpect|[fF]ail|[rR]aise|[tT]hrow|[wW](?:rong|eird)|[iI](?:nvalid|llegal|nvariant)|[uU]n(?:expected|supported)|[bB]ail|[dD]ie|[pP]anic|[hH]andle(?:Error|Exception|_error|_exception))(?![a-z])|^_*(?:not?_?(?:Null|null|Empty|empty|Blank|blank)|is_?True|error|exception|syntaxError|fatal)$|^_*(?:new|create|make|build|wrap|as|construct)\w*(?:Exception|Error|_error)$/;
const GUARD_PLACE = /(?:Exception|Error|Preconditions|Validate|Validator|Asserts?|Guard|Objects|invariant)$/;
