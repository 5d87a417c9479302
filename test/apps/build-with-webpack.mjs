/** Builds the folder `root` with webpack and Rollbar's plugin for it, as BuildOptions of build-app.ts say. */
import RollbarSourceMapPlugin from 'rollbar-sourcemap-webpack-plugin';
import webpack from 'webpack';

const { root, outDir, endpoint, token, version, origin } = JSON.parse(process.argv[2]);

const compiler = webpack({
  mode: 'production',
  context: root,
  entry: './main.mjs',
  devtool: 'hidden-source-map',
  output: { path: outDir, filename: 'assets/[name].[contenthash:8].js' },
  plugins: [
    new RollbarSourceMapPlugin({
      ...{ accessToken: token, version, publicPath: origin, rollbarEndpoint: endpoint, silent: true },
    }),
  ],
});
compiler.run((error, stats) => {
  const problems = error ? [error] : stats.compilation.errors;
  for (const problem of problems) process.stderr.write(`${problem.message}\n`);
  compiler.close(() => {
    process.exitCode = problems.length > 0 ? 1 : 0;
  });
});
