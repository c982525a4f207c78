@echo off
rem lab cluster, lab run LESSON: see lab help. Options for Maven go into MAVEN_ARGS, such as MAVEN_ARGS=-o.
setlocal
set "top=%~dp0"
pushd "%top%"
call mvnw.cmd -q -B compile -pl src/cli || (popd & exit /b 1)
popd
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
for /f "usebackq delims=" %%p in ("%top%src\cli\target\class-path") do set "classpath=%%p"
"%java%" -XX:TieredStopAtLevel=1 -Dorg.slf4j.simpleLogger.defaultLogLevel=warn "-Dlab.top=%top%." -cp "%top%src\cli\target\classes;%classpath%" dev.watchworks.cli.LabCommand %*
